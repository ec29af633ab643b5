package sre.orion.reconcilers.service;

import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.ServiceReason;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.plan.Plan;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.reconcile.Requeue;
import sre.orion.reconcilers.shared.Verdict;

/** ServiceReconciler keeps the container of a Service as its spec says. */
public final class ServiceReconciler implements Reconciler<ServiceSpec, ServiceStatus, NodeObservation> {

    @Override
    public ReconcileResult<ServiceStatus> reconcile(ReconcileInput<ServiceSpec, ServiceStatus, NodeObservation> input) {
        long generation = input.resource().metadata().generation();
        var conditions =
                Verdict.unknown(ServiceReason.UNKNOWN, "not looked at").conditions(List.of(), generation, input.now());
        var status = new ServiceStatus(
                generation, conditions, Optional.empty(), "", "", 0, List.of(), ServiceStatus.Memory.NONE);
        return new ReconcileResult<>(Plan.EMPTY, status, List.of(), List.of(), new Requeue.OnChange());
    }
}
