package sre.orion.agent.loop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkStatus;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.Status;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.kind.VolumeStatus;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.Reconcilers;

/** ReconcilersCore is the reconcilers that Orion runs with; a new kind is one line in each switch. */
public final class ReconcilersCore implements Core {
    @Override
    public ReconcileResult<? extends Status> reconcile(
            Resource<?> resource,
            NodeObservation observation,
            List<Hold> holds,
            Requests requests,
            LastReport<Status> last,
            Instant now) {
        var pass = new Pass(resource, observation, holds, requests, last, now);
        return switch (resource.kind()) {
            case VOLUME -> pass.through(Reconcilers.VOLUME, VolumeSpec.class, VolumeStatus.class);
            case NETWORK -> pass.through(Reconcilers.NETWORK, NetworkSpec.class, NetworkStatus.class);
            case SERVICE -> pass.through(Reconcilers.SERVICE, ServiceSpec.class, ServiceStatus.class);
            case NODE -> pass.through(Reconcilers.NODE, NodeSpec.class, NodeStatus.class);
        };
    }

    /** The class of a kind's status, to read it back from where it was kept. */
    public static Class<? extends Status> statusType(Kind kind) {
        return switch (kind) {
            case VOLUME -> VolumeStatus.class;
            case NETWORK -> NetworkStatus.class;
            case SERVICE -> ServiceStatus.class;
            case NODE -> NodeStatus.class;
        };
    }

    private record Pass(
            Resource<?> resource,
            NodeObservation observation,
            List<Hold> holds,
            Requests requests,
            LastReport<Status> last,
            Instant now) {

        <S, T extends Status> ReconcileResult<T> through(
                Reconciler<S, T, NodeObservation> reconciler, Class<S> specType, Class<T> statusType) {
            S spec = specType.cast(resource.spec());
            var typed = new Resource<>(resource.kind(), resource.metadata(), spec, resource.location());
            Optional<T> status = last.status().map(statusType::cast);
            return reconciler.reconcile(new ReconcileInput<>(
                    typed, observation, holds, requests, new LastReport<>(status, last.steps()), now));
        }
    }
}
