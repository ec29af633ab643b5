package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.CONFIG_CHANGED;
import static sre.orion.api.kind.ServiceReason.CONVERGING;
import static sre.orion.api.kind.ServiceReason.STARTING;
import static sre.orion.api.observation.ContainerState.Status.RUNNING;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sre.orion.api.Immutable;
import sre.orion.api.compose.HookSpec;
import sre.orion.api.kind.Applied;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.Event.Severity;
import sre.orion.reconcilers.shared.Verdict;

/**
 * Upkeep is what a container that runs as wanted needs besides: the commands of {@code post_start}, once a run, and to be
 * told that a file of its has changed, as {@code onConfigChange} says. Both happen at least once: what was cut off before
 * it was written down is done again.
 */
record Upkeep(Situation situation) {
    /** A run that nothing is known of, and that is older, has had its hooks. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    Optional<Decision> decide(ContainerState container, List<Difference> differences) {
        if (container.status() != RUNNING) {
            return Optional.empty();
        }
        List<HookSpec> hooks = situation.scope().spec().container().postStart();
        if (!hooks.isEmpty() && !situation.memory().applied().hooked()) {
            return Optional.of(afterStart(container, hooks));
        }
        return tell(container, differences);
    }

    private Decision afterStart(ContainerState container, List<HookSpec> hooks) {
        var steps = new Steps(situation.scope());
        hooks.forEach(hook -> steps.exec(container, hook, "post_start"));
        Verdict verdict = Verdict.progressing(STARTING, "running the commands of post_start in " + container.name());
        return Decision.act(Effort.BRING, steps.plan(), verdict, situation.memory());
    }

    private Optional<Decision> tell(ContainerState container, List<Difference> differences) {
        List<String> changed = differences.stream()
                .map(Difference::field)
                .filter(field -> field.startsWith(TakenFiles.FIELD))
                .map(field -> field.substring(TakenFiles.FIELD.length()))
                .toList();
        ConfigChange action = situation.scope().spec().onConfigChange();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        String cause = String.join(", ", changed) + (changed.size() == 1 ? " has" : " have") + " changed";
        Steps steps = renewed(container, changed, cause);
        String what =
                switch (action.action()) {
                    case REPORT, RECREATE -> "";
                    case RESTART -> restart(steps, container, cause);
                    case SIGNAL, EXEC -> tellOrRestart(steps, container, changed, cause);
                };
        if (what.isEmpty()) {
            return Optional.empty();
        }
        Applied applied = situation.memory().applied();
        var planned = new Applied(
                applied.container(),
                applied.run(),
                applied.hooked(),
                applied.files(),
                situation.desired().taken().hashes());
        Verdict verdict = Verdict.progressing(CONVERGING, cause + ": " + what);
        return Optional.of(
                Decision.act(Effort.BRING, steps.plan(), verdict, Memories.applied(situation.memory(), planned))
                        .saying(Severity.NORMAL, CONFIG_CHANGED, cause + ": " + what));
    }

    /** What the container holds a copy of is put into it anew before it is told. */
    private Steps renewed(ContainerState container, List<String> changed, String cause) {
        var steps = new Steps(situation.scope());
        situation.desired().asked().storage().copied().stream()
                .filter(file -> changed.contains(file.path()))
                .forEach(file -> steps.copy(container, file, cause));
        return steps;
    }

    private static String restart(Steps steps, ContainerState container, String cause) {
        steps.restart(container, cause);
        return container.name() + " is restarted";
    }

    /** A process that would read the old file again is restarted instead: only then is the new one mounted. */
    private String tellOrRestart(Steps steps, ContainerState container, List<String> changed, String cause) {
        boolean replaced =
                changed.stream().anyMatch(target -> situation.desired().taken().isReplaced(container, target));
        if (replaced) {
            return restart(steps, container, cause)
                    + ", as another file took the place of the mounted one; mount its folder to avoid that";
        }
        ConfigChange action = situation.scope().spec().onConfigChange();
        if (action.signal() != null) {
            steps.signal(container, action.signal(), cause);
            return container.name() + " gets " + action.signal();
        }
        var command = new HookSpec(action.exec(), null, null, null, Immutable.map(null));
        steps.exec(container, command, cause);
        return action.exec().getFirst() + " is run in " + container.name();
    }

    /** What is remembered of the current container, with the hooks that have been run in it by now. */
    static Applied applied(Scope scope, ContainerState container, TakenFiles taken) {
        Applied applied = taken.applied(container);
        boolean known = scope.last().isPresent()
                && scope.last().get().memory().applied().container().equals(container.id());
        boolean begunByOrion = known || Report.isOrions(container);
        boolean recent = container
                .startedAt()
                .filter(start -> Duration.between(start, scope.now()).compareTo(RECENT) < 0)
                .isPresent();
        boolean unknownOld = !known && !(begunByOrion && recent);
        boolean hooked = applied.hooked() || unknownOld || ran(scope, container);
        return new Applied(applied.container(), applied.run(), hooked, applied.files(), applied.planned());
    }

    /** Whether the pass before ran the hooks in this run: one that failed is not run again, and neither are those after it. */
    private static boolean ran(Scope scope, ContainerState container) {
        List<HookSpec> hooks = scope.spec().container().postStart();
        return scope.input().last().steps().stream()
                .filter(report ->
                        container.startedAt().map(report.endedAt()::isAfter).orElse(false))
                .anyMatch(report -> isLastOf(hooks, report, container.id()));
    }

    private static boolean isLastOf(List<HookSpec> hooks, StepReport report, String id) {
        if (!(report.step().action() instanceof EngineAction.ExecInContainer exec)
                || !exec.id().equals(id)
                || !hooks.contains(exec.command())) {
            return false;
        }
        return switch (report.outcome()) {
            case Outcome.Done _ -> exec.command().equals(hooks.getLast());
            case Outcome.Failed _ -> true;
            case Outcome.Superseded _, Outcome.Unknown _, Outcome.Skipped _ -> false;
        };
    }
}
