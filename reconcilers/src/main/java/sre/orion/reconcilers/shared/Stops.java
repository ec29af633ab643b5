package sre.orion.reconcilers.shared;

import static sre.orion.api.observation.ContainerState.Status.PAUSED;
import static sre.orion.api.observation.ContainerState.Status.RESTARTING;
import static sre.orion.api.observation.ContainerState.Status.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Precondition;

/** Stops is what ending containers safely takes: what must still be true, and how long it may last. */
public final class Stops {
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private Stops() {}

    /** Whether there is something to stop: a process, or the engine about to start one. */
    public static boolean needed(ContainerState container) {
        return container.alive() || container.status() == RESTARTING;
    }

    /** That the container is there and, in whatever run, still has something to stop. */
    public static Precondition stillAlive(ContainerState container) {
        return unchanged(container, Optional.empty(), RUNNING, PAUSED, RESTARTING);
    }

    /** That the container is there, in the same run and in one of these states. */
    public static Precondition sameRun(ContainerState container, ContainerState.Status... statuses) {
        return unchanged(container, container.startedAt(), statuses);
    }

    /** That the container is there, in one of these states, whatever its run. */
    public static Precondition in(ContainerState container, ContainerState.Status... statuses) {
        return unchanged(container, Optional.empty(), statuses);
    }

    /** That the container is there, in whatever state. */
    public static Precondition there(ContainerState container) {
        return unchanged(container, Optional.empty());
    }

    private static Precondition unchanged(
            ContainerState container, Optional<Instant> startedAt, ContainerState.Status... statuses) {
        return new Precondition.ContainerUnchanged(container.id(), new TreeSet<>(List.of(statuses)), startedAt);
    }

    /** How long a stop may take: what the container is granted before it is killed, and a margin. */
    public static Duration deadline(ContainerState container) {
        return container
                .container()
                .process()
                .stopGracePeriod()
                .orElse(DEFAULT_GRACE)
                .plus(MARGIN);
    }
}
