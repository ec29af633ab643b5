package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.LOOP_BREAKER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.resource.Condition;

/**
 * LoopBreaker is the end of a fight: what somebody else does to a container is undone 10 times within 10 minutes, and then
 * not before 10 minutes have passed, the spec changes, or a person asks.
 *
 * @param repairs when interference was undone, oldest first; the last 10 minutes, or all that opened the breaker
 */
record LoopBreaker(List<Instant> repairs) {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(10);

    static LoopBreaker of(Scope scope) {
        List<Instant> repairs =
                scope.sameSpec() ? scope.last().map(ServiceStatus::repairs).orElse(List.of()) : List.of();
        if (!repairs.isEmpty() && scope.askedAfter(repairs.getLast())) {
            return new LoopBreaker(List.of());
        }
        boolean waiting = tripped(scope) && !repairs.isEmpty() && isRecent(repairs.getLast(), scope.now());
        return new LoopBreaker(
                waiting
                        ? repairs
                        : repairs.stream()
                                .filter(repair -> isRecent(repair, scope.now()))
                                .toList());
    }

    /** Whether the last pass left something undone because of the breaker. */
    static boolean tripped(Scope scope) {
        return scope.before(Condition.Type.STALLED)
                .map(Condition::reason)
                .filter(LOOP_BREAKER.text()::equals)
                .isPresent();
    }

    private static boolean isRecent(Instant repair, Instant now) {
        return now.isBefore(repair.plus(WINDOW));
    }

    boolean open() {
        return repairs.size() >= MOST;
    }

    /** How long it stays open. */
    Duration remaining(Instant now) {
        return Duration.between(now, repairs.getLast().plus(WINDOW));
    }

    LoopBreaker with(Instant repair) {
        List<Instant> all = new ArrayList<>(repairs);
        all.add(repair);
        return new LoopBreaker(List.copyOf(all));
    }
}
