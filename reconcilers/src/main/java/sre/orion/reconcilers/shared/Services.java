package sre.orion.reconcilers.shared;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.Revision;

/** Services is how resources of a revision find each other by Compose's names: a project and a service or key in it. */
public final class Services {
    private Services() {}

    /** Every Service, in the order of their keys. */
    public static List<Resource<ServiceSpec>> all(Revision revision) {
        return stream(revision, ServiceSpec.class).toList();
    }

    /** The Service that a project knows by this name. */
    public static Optional<Resource<ServiceSpec>> service(Revision revision, String project, String name) {
        return first(
                revision,
                ServiceSpec.class,
                spec -> spec.project().equals(project) && spec.service().equals(name));
    }

    /** The Network that a project knows by this key. */
    public static Optional<Resource<NetworkSpec>> network(Revision revision, String project, String key) {
        return first(
                revision,
                NetworkSpec.class,
                spec -> spec.project().equals(project) && spec.key().equals(key));
    }

    /** The Volume that a project knows by this key. */
    public static Optional<Resource<VolumeSpec>> volume(Revision revision, String project, String key) {
        return first(
                revision,
                VolumeSpec.class,
                spec -> spec.project().equals(project) && spec.key().equals(key));
    }

    /** Whether the only Services that attach to the network of this name are suspended. */
    public static boolean onlySuspendedAttachTo(Revision revision, String name) {
        Set<String> keys = stream(revision, NetworkSpec.class)
                .map(Resource::spec)
                .filter(spec -> spec.name().equals(name))
                .map(spec -> inProject(spec.project(), spec.key()))
                .collect(Collectors.toCollection(TreeSet::new));
        return onlySuspended(
                revision,
                spec -> spec.container().networkMode() == null
                        && (spec.container().networks().isEmpty()
                                ? keys.contains(inProject(spec.project(), "default"))
                                : spec.container().networks().keySet().stream()
                                        .anyMatch(key -> keys.contains(inProject(spec.project(), key)))));
    }

    /** Whether the only Services that mount the volume of this name are suspended. */
    public static boolean onlySuspendedMount(Revision revision, String name) {
        Set<String> keys = stream(revision, VolumeSpec.class)
                .map(Resource::spec)
                .filter(spec -> spec.name().equals(name))
                .map(spec -> inProject(spec.project(), spec.key()))
                .collect(Collectors.toCollection(TreeSet::new));
        return onlySuspended(
                revision,
                spec -> spec.container().volumes().stream()
                        .anyMatch(mount -> mount.type().equals("volume")
                                && keys.contains(inProject(spec.project(), String.valueOf(mount.source())))));
    }

    private static boolean onlySuspended(Revision revision, Predicate<ServiceSpec> uses) {
        List<ServiceSpec> users = stream(revision, ServiceSpec.class)
                .map(Resource::spec)
                .filter(uses)
                .toList();
        return !users.isEmpty() && users.stream().allMatch(ServiceSpec::suspend);
    }

    private static String inProject(String project, String key) {
        return project + "/" + key;
    }

    /** The engine's name of a network of a project. */
    public static String networkName(Revision revision, String project, String key) {
        return network(revision, project, key)
                .map(Resource::spec)
                .map(NetworkSpec::name)
                .orElse(project + "_" + key);
    }

    /** The engine's name of a volume of a project. */
    public static String volumeName(Revision revision, String project, String key) {
        return volume(revision, project, key)
                .map(Resource::spec)
                .map(VolumeSpec::name)
                .orElse(project + "_" + key);
    }

    private static <S> Optional<Resource<S>> first(Revision revision, Class<S> kind, Predicate<S> wanted) {
        return stream(revision, kind)
                .filter(resource -> wanted.test(resource.spec()))
                .findFirst();
    }

    @SuppressWarnings("unchecked") // a resource never changes, so one of a kind is a resource of that kind
    private static <S> Stream<Resource<S>> stream(Revision revision, Class<S> kind) {
        return revision.resources().values().stream()
                .filter(resource -> kind.isInstance(resource.spec()))
                .map(resource -> (Resource<S>) resource);
    }
}
