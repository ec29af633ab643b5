package sre.orion.api.reconcile;

import java.util.List;
import java.util.Optional;
import sre.orion.api.Immutable;
import sre.orion.api.plan.StepReport;

/**
 * LastReport is what the pass before left to this one.
 *
 * @param status its status; empty on the first pass, or when the history was lost
 * @param steps what became of its steps; empty after a restart of the operator
 */
public record LastReport<T>(Optional<T> status, List<StepReport> steps) {
    public LastReport {
        steps = Immutable.list(steps);
    }

    /** Nothing is known. */
    public static <T> LastReport<T> none() {
        return new LastReport<>(Optional.empty(), List.of());
    }
}
