package sre.orion.api.reconcile;

/**
 * Reconciler is a pure function from what is wanted and what is seen to what is to be done and said.
 *
 * <p>It does no I/O, reads no clock, draws no random number and changes none of its inputs: the same input gives the same
 * result, byte for byte. A converged resource gives an empty plan. Every prefix of every plan is a state from which the
 * next pass converges.
 *
 * @param <S> the kind's spec
 * @param <T> the kind's status
 * @param <O> what the kind observes
 */
@FunctionalInterface
public interface Reconciler<S, T, O> {
    /** What to do now, and what is true now. */
    ReconcileResult<T> reconcile(ReconcileInput<S, T, O> input);
}
