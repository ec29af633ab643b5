package sre.orion.reconcilers.service;

import static sre.orion.api.observation.ContainerState.Status.EXITED;
import static sre.orion.api.observation.ContainerState.Status.RESTARTING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.ServiceStatus.Memory;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;
import sre.orion.reconcilers.shared.StepFailure;

/**
 * History is what is remembered of a Service, brought up to date with what happened since the pass before.
 *
 * @param restarts how often the container came back since Orion first saw it
 * @param newShortRun whether a run shorter than 10 s has ended since
 * @param excused whether the end of the last run says nothing: it is known, or nobody saw it, for an engine that was away
 *     ends what ran, whatever it was
 * @param failure the step of the pass before that failed, if one did
 */
record History(Memory memory, int restarts, boolean newShortRun, boolean excused, Optional<StepFailure> failure) {
    private static final Duration SHORT = Duration.ofSeconds(10);

    static History upTo(Scope scope, Optional<ContainerState> current, TakenFiles taken) {
        List<StepReport> steps = scope.input().last().steps();
        // What failed for another spec says nothing of this one.
        Optional<StepFailure> failure = scope.sameSpec() ? StepFailure.first(steps) : Optional.empty();
        Memory before = before(scope);
        Memory memory = before;
        if (failure.isPresent()
                && before.lastFailure().map(failure.get().at()::isAfter).orElse(true)) {
            memory = Memories.failed(memory, failure.get().at());
        }
        int restarts = scope.last().map(ServiceStatus::restarts).orElse(0);
        boolean shortRun = false;
        boolean excused = false;
        if (current.isPresent()) {
            ContainerState container = current.get();
            boolean same = scope.last().flatMap(ServiceStatus::containerId).equals(Optional.of(container.id()));
            int growth = same ? Math.max(0, container.restartCount() - before.seenRestartCount()) : 0;
            restarts += growth + restartsByOrion(container, steps);
            boolean known = ended(container) && before.seenRun().equals(container.startedAt());
            excused = known || (ended(container) && scope.wasUnseen());
            shortRun = !scope.oneShot() && !scope.wasHeld() && !excused && isShortRun(container, growth);
            memory = shortRun ? Memories.failed(memory, endOf(container, scope.now())) : memory;
            Optional<Instant> run = ended(container) ? container.startedAt() : before.seenRun();
            memory = Memories.sawRun(memory, run, container.restartCount());
            memory = Memories.applied(memory, Upkeep.applied(scope, container, taken));
        }
        return new History(memory, restarts, shortRun, excused, failure);
    }

    /** A changed spec is tried afresh, also one that failed before the last change. */
    private static Memory before(Scope scope) {
        Memory memory = scope.last().map(ServiceStatus::memory).orElse(Memory.NONE);
        return scope.sameSpec() ? memory : Memories.rollout(Memories.recovered(memory), Optional.empty(), "");
    }

    private static boolean ended(ContainerState container) {
        return (container.status() == EXITED || container.status() == RESTARTING)
                && container.startedAt().isPresent();
    }

    /**
     * Whether a run ended within 10 s. Between two passes the engine may have restarted more than once: then a whole run
     * lay between them, and only short runs do.
     */
    private static boolean isShortRun(ContainerState container, int growth) {
        if (!ended(container)) {
            return growth > 1;
        }
        Instant start = container.startedAt().orElseThrow();
        return Duration.between(start, endOf(container, start)).compareTo(SHORT) < 0;
    }

    private static Instant endOf(ContainerState container, Instant otherwise) {
        return container.finishedAt().orElse(otherwise);
    }

    private static int restartsByOrion(ContainerState container, List<StepReport> steps) {
        return (int) steps.stream()
                .filter(report -> report.outcome() instanceof Outcome.Done)
                .filter(report -> switch (report.step().action()) {
                    case EngineAction.RestartContainer(var id, var _) -> id.equals(container.id());
                    case EngineAction.StartContainer(var id, var _) -> id.equals(container.id());
                    case EngineAction _ -> false;
                })
                .count();
    }

    /** Whether a run of this container has lasted long enough to forget failures. */
    static boolean lasting(ContainerState container, Instant now) {
        return container
                .startedAt()
                .map(start -> Duration.between(start, now).compareTo(SHORT) >= 0)
                .orElse(false);
    }
}
