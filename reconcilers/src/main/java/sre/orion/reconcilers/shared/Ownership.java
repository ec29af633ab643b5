package sre.orion.reconcilers.shared;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/** Ownership is whose an object of the engine is, by its labels and never by its name. */
public final class Ownership {
    /** What Orion writes where Compose writes its version. */
    public static final String VERSION = "orion";

    private Ownership() {}

    /** The value of the owner label on what this resource makes: {@code <node>/<Kind>/<name>}. */
    public static String owner(ResourceKey key) {
        return key.namespace() + "/" + key.kind().text() + "/" + key.name();
    }

    /** The resource that the owner label names, if there is such a label and this node wrote it. */
    public static Optional<ResourceKey> owner(SortedMap<String, String> labels, String node) {
        String[] parts = labels.getOrDefault(Labels.OWNER, "").split("/", -1);
        if (parts.length != 3 || !parts[0].equals(node)) {
            return Optional.empty();
        }
        return Kind.of(parts[1]).map(kind -> new ResourceKey(kind, parts[0], parts[2]));
    }

    /** The containers that are this Service's, by id. */
    public static SortedMap<String, ObservedContainer> containers(
            Resource<ServiceSpec> service, NodeObservation observation, EngineObservation engine) {
        var own = new TreeMap<>(
                engine.claims().of(owner(service.key()), service.spec().service()));
        own.values().removeIf(container -> !owns(service, container.labels(), observation));
        return own;
    }

    /** Whether a container with these labels is this Service's. An owner that the revision still names goes first. */
    public static boolean owns(
            Resource<ServiceSpec> service, SortedMap<String, String> labels, NodeObservation observation) {
        if (owner(service.key()).equals(labels.get(Labels.OWNER))) {
            return true;
        }
        boolean composes = service.spec().service().equals(labels.get(Labels.SERVICE))
                && service.spec().project().equals(labels.get(Labels.PROJECT))
                && !"True".equals(labels.get(Labels.ONE_OFF));
        return composes
                && owner(labels, observation.revision().node())
                        .filter(owner -> observation.revision().resources().containsKey(owner))
                        .isEmpty();
    }

    /** Whether a network with these labels is this Network's. */
    public static boolean owns(Resource<NetworkSpec> network, SortedMap<String, String> labels) {
        NetworkSpec spec = network.spec();
        return owner(network.key()).equals(labels.get(Labels.OWNER))
                || composes(labels, spec.project(), Labels.NETWORK, spec.key());
    }

    /** Whether a volume with these labels is this Volume's. */
    public static boolean ownsVolume(Resource<VolumeSpec> volume, SortedMap<String, String> labels) {
        VolumeSpec spec = volume.spec();
        return owner(volume.key()).equals(labels.get(Labels.OWNER))
                || composes(labels, spec.project(), Labels.VOLUME, spec.key());
    }

    private static boolean composes(SortedMap<String, String> labels, String project, String keyLabel, String key) {
        return project.equals(labels.get(Labels.PROJECT)) && key.equals(labels.get(keyLabel));
    }

    /**
     * The labels of a network or volume that Orion makes: the user's, Compose's and the owner. Compose's config hash is
     * left out, as Compose recreates a network whose hash is not its own and leaves alone one that has none.
     *
     * @param keyLabel {@link Labels#NETWORK} or {@link Labels#VOLUME}
     */
    public static SortedMap<String, String> labels(
            ResourceKey owner, SortedMap<String, String> users, String project, String keyLabel, String key) {
        SortedMap<String, String> labels = new TreeMap<>(users);
        labels.put(Labels.PROJECT, project);
        labels.put(keyLabel, key);
        labels.put(Labels.VERSION, VERSION);
        labels.put(Labels.OWNER, owner(owner));
        return labels;
    }
}
