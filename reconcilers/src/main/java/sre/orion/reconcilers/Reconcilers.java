package sre.orion.reconcilers;

import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkStatus;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.kind.VolumeStatus;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.reconcilers.network.NetworkReconciler;
import sre.orion.reconcilers.node.NodeReconciler;
import sre.orion.reconcilers.service.ServiceReconciler;
import sre.orion.reconcilers.volume.VolumeReconciler;

/** Reconcilers is the explicit list of them, one line a kind. All are stateless and may be used from any thread. */
public final class Reconcilers {
    /** Of {@code Kind.VOLUME}. */
    public static final Reconciler<VolumeSpec, VolumeStatus, NodeObservation> VOLUME = new VolumeReconciler();
    /** Of {@code Kind.NETWORK}. */
    public static final Reconciler<NetworkSpec, NetworkStatus, NodeObservation> NETWORK = new NetworkReconciler();
    /** Of {@code Kind.SERVICE}. */
    public static final Reconciler<ServiceSpec, ServiceStatus, NodeObservation> SERVICE = new ServiceReconciler();
    /** Of {@code Kind.NODE}. */
    public static final Reconciler<NodeSpec, NodeStatus, NodeObservation> NODE = new NodeReconciler();

    private Reconcilers() {}
}
