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
 * @param failure the step of the pass before that failed, if one did
 */
record History(Memory memory, int restarts, boolean newShortRun, Optional<StepFailure> failure) {
    private static final Duration SHORT = Duration.ofSeconds(10);

    static History upTo(Scope scope, Optional<ContainerState> current, TakenFiles taken) {
        List<StepReport> steps = scope.input().last().steps();
        Optional<StepFailure> failure = StepFailure.first(steps);
        Memory before = before(scope);
        Memory memory = before;
        if (failure.isPresent()
                && before.lastFailure().map(failure.get().at()::isAfter).orElse(true)) {
            memory = Memories.failed(memory, failure.get().at());
        }
        int restarts = scope.last().map(ServiceStatus::restarts).orElse(0);
        boolean shortRun = false;
        if (current.isPresent()) {
            ContainerState container = current.get();
            boolean same = scope.last().flatMap(ServiceStatus::containerId).equals(Optional.of(container.id()));
            int growth = same ? Math.max(0, container.restartCount() - before.seenRestartCount()) : 0;
            restarts += growth + restartsByOrion(container, steps);
            shortRun = !scope.oneShot() && !scope.wasHeld() && isShortRun(container, before, growth);
            memory = shortRun ? Memories.failed(memory, endOf(container, scope.now())) : memory;
            Optional<Instant> run = ended(container) ? container.startedAt() : before.seenRun();
            memory = Memories.sawRun(memory, run, container.restartCount());
            memory = Memories.applied(memory, Upkeep.applied(scope, container, taken));
        }
        return new History(memory, restarts, shortRun, failure);
    }

    /** A changed spec is tried afresh. */
    private static Memory before(Scope scope) {
        Memory memory = scope.last().map(ServiceStatus::memory).orElse(Memory.NONE);
        return scope.sameSpec() ? memory : Memories.recovered(memory);
    }

    private static boolean ended(ContainerState container) {
        return (container.status() == EXITED || container.status() == RESTARTING)
                && container.startedAt().isPresent();
    }

    /**
     * Whether a run that was not counted yet ended within 10 s. Between two passes the engine may have restarted more than
     * once: then a whole run lay between them, and only short runs do.
     */
    private static boolean isShortRun(ContainerState container, Memory before, int growth) {
        if (!ended(container)) {
            return growth > 1;
        }
        Instant start = container.startedAt().orElseThrow();
        boolean counted = before.seenRun().equals(Optional.of(start));
        Duration run = Duration.between(start, endOf(container, start));
        return !counted && run.compareTo(SHORT) < 0;
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
