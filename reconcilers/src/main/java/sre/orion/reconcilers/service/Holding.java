package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.HELD;
import static sre.orion.api.kind.ServiceReason.SUSPENDED;
import static sre.orion.api.observation.ContainerState.Status.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sre.orion.api.kind.ServiceReason;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Plan;
import sre.orion.api.reconcile.Hold;
import sre.orion.reconcilers.shared.Stops;
import sre.orion.reconcilers.shared.Verdict;

/** Holding is a Service kept stopped or paused because another kind, its own spec, or a person says so. */
record Holding(Scope scope, Candidates own, History history) {
    private static final List<Hold.Cause> URGENT = List.of(Hold.Cause.VPN_NOT_PROVEN, Hold.Cause.DISK_EXHAUSTED);

    /** What the hold that goes first wants; empty without a hold. */
    Optional<Decision> decide() {
        Stream<Hold> suspend = scope.spec().suspend()
                ? Stream.of(
                        new Hold(Hold.Level.STOPPED, Hold.Cause.SUSPEND, "suspend: true keeps it stopped", scope.key()))
                : Stream.empty();
        Optional<Instant> until = scope.input().requests().suspendUntil().filter(scope.now()::isBefore);
        Stream<Hold> asked = until.stream()
                .map(end ->
                        new Hold(Hold.Level.STOPPED, Hold.Cause.SUSPEND, "it is suspended until " + end, scope.key()));
        Optional<Decision> decision = Stream.of(scope.input().holds().stream(), suspend, asked)
                .flatMap(holds -> holds)
                .min(Hold.PRECEDENCE)
                .map(this::hold);
        return until.isEmpty()
                ? decision
                : decision.map(held -> held.after(Duration.between(scope.now(), until.get())));
    }

    private Decision hold(Hold hold) {
        ServiceReason reason = hold.cause() == Hold.Cause.SUSPEND ? SUSPENDED : HELD;
        Verdict verdict = Verdict.notReady(reason, hold.reason());
        Plan plan = plan(hold);
        return plan.isEmpty()
                ? Decision.nothing(verdict, history.memory())
                : Decision.act(Effort.HOLD, plan, verdict, history.memory());
    }

    private Plan plan(Hold hold) {
        var steps = new Steps(scope);
        for (ContainerState container : own.all()) {
            switch (hold.level()) {
                case STOPPED -> {
                    if (Stops.needed(container)) {
                        steps.stopAnyRun(container, hold.reason(), URGENT.contains(hold.cause()));
                    }
                }
                case PAUSED -> {
                    if (container.status() == RUNNING) {
                        steps.pause(container, hold.reason());
                    }
                }
            }
        }
        return steps.plan();
    }
}
