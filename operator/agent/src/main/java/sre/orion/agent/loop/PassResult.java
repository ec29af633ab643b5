package sre.orion.agent.loop;

/** PassResult is how a pass ended, named as controller-runtime names it in {@code controller_runtime_reconcile_total}. */
public enum PassResult {
    /** Nothing to do until something changes. */
    SUCCESS,
    /** Steps were done; it is looked at again at once. */
    REQUEUE,
    /** It is looked at again after a while. */
    REQUEUE_AFTER,
    /** A step failed, or the reconciler threw. */
    ERROR
}
