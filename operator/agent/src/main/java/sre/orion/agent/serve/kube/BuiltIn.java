package sre.orion.agent.serve.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sre.orion.agent.serve.store.Column;
import sre.orion.agent.serve.store.ObjectType;

/**
 * BuiltIn is Kubernetes' own types that Orion has nothing of. Dashboards ask for them without looking whether they are
 * served; the answer is that there are none, as on a cluster where nobody made any.
 */
final class BuiltIn {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("/v1/configmaps", "ConfigMap"),
            Map.entry("/v1/secrets", "Secret"),
            Map.entry("/v1/services", "Service"),
            Map.entry("/v1/endpoints", "Endpoints"),
            Map.entry("/v1/serviceaccounts", "ServiceAccount"),
            Map.entry("/v1/persistentvolumes", "PersistentVolume"),
            Map.entry("/v1/persistentvolumeclaims", "PersistentVolumeClaim"),
            Map.entry("/v1/replicationcontrollers", "ReplicationController"),
            Map.entry("/v1/resourcequotas", "ResourceQuota"),
            Map.entry("/v1/limitranges", "LimitRange"),
            Map.entry("apps/v1/deployments", "Deployment"),
            Map.entry("apps/v1/statefulsets", "StatefulSet"),
            Map.entry("apps/v1/daemonsets", "DaemonSet"),
            Map.entry("apps/v1/replicasets", "ReplicaSet"),
            Map.entry("batch/v1/jobs", "Job"),
            Map.entry("batch/v1/cronjobs", "CronJob"),
            Map.entry("networking.k8s.io/v1/ingresses", "Ingress"),
            Map.entry("networking.k8s.io/v1/ingressclasses", "IngressClass"),
            Map.entry("networking.k8s.io/v1/networkpolicies", "NetworkPolicy"),
            Map.entry("storage.k8s.io/v1/storageclasses", "StorageClass"),
            Map.entry("autoscaling/v2/horizontalpodautoscalers", "HorizontalPodAutoscaler"),
            Map.entry("policy/v1/poddisruptionbudgets", "PodDisruptionBudget"),
            Map.entry("rbac.authorization.k8s.io/v1/roles", "Role"),
            Map.entry("rbac.authorization.k8s.io/v1/rolebindings", "RoleBinding"),
            Map.entry("rbac.authorization.k8s.io/v1/clusterroles", "ClusterRole"),
            Map.entry("rbac.authorization.k8s.io/v1/clusterrolebindings", "ClusterRoleBinding"),
            Map.entry("apiextensions.k8s.io/v1/customresourcedefinitions", "CustomResourceDefinition"));

    private BuiltIn() {}

    /** The type that a path names, if it is one of Kubernetes' own. */
    static Optional<ObjectType> type(ApiPath path) {
        return Optional.ofNullable(KINDS.get(path.group() + "/" + path.version() + "/" + path.plural()))
                .map(kind -> new ObjectType(
                        path.group(),
                        path.version(),
                        kind,
                        path.plural(),
                        true,
                        List.of(),
                        List.of(),
                        List.of("get", "list", "watch"),
                        List.of(),
                        List.of(Column.name("Name of the object."))));
    }
}
