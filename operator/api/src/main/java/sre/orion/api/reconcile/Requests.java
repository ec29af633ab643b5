package sre.orion.api.reconcile;

import java.time.Instant;
import java.util.Optional;

/**
 * Requests is what people asked of a resource beside its spec: operations, not desired state. They are kept with their times
 * and never taken back by what came of them; whether one still has something to do is told by what is seen.
 *
 * @param reconcile when somebody last asked to be looked at now: waits that began before are over
 * @param restart when somebody last asked for a restart: a run that began before is ended
 * @param suspendUntil until when the container is kept stopped
 */
public record Requests(Optional<Instant> reconcile, Optional<Instant> restart, Optional<Instant> suspendUntil) {
    /** Nobody asked for anything. */
    public static final Requests NONE = new Requests(Optional.empty(), Optional.empty(), Optional.empty());

    /** These requests, with this reconciliation. */
    public Requests withReconcile(Instant at) {
        return new Requests(Optional.of(at), restart, suspendUntil);
    }

    /** These requests, with this restart. */
    public Requests withRestart(Instant at) {
        return new Requests(reconcile, Optional.of(at), suspendUntil);
    }

    /** These requests, suspended until then, or not at all. */
    public Requests withSuspension(Optional<Instant> until) {
        return new Requests(reconcile, restart, until);
    }
}
