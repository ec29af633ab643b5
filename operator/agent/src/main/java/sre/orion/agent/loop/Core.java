package sre.orion.agent.loop;

import java.time.Instant;
import java.util.List;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Resource;

/** Core is the reconcilers of all kinds behind one door: the pure part of a pass. */
@FunctionalInterface
public interface Core {
    /** What the reconciler of the resource's kind decides. */
    ReconcileResult<? extends Status> reconcile(
            Resource<?> resource,
            NodeObservation observation,
            List<Hold> holds,
            Requests requests,
            LastReport<Status> last,
            Instant now);
}
