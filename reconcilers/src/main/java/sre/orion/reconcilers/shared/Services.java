package sre.orion.reconcilers.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    private static <S> Optional<Resource<S>> first(Revision revision, Class<S> kind, Predicate<S> wanted) {
        return stream(revision, kind)
                .filter(resource -> wanted.test(resource.spec()))
                .findFirst();
    }

    private static <S> Stream<Resource<S>> stream(Revision revision, Class<S> kind) {
        return revision.resources().values().stream()
                .filter(resource -> kind.isInstance(resource.spec()))
                .map(resource -> new Resource<>(
                        resource.kind(), resource.metadata(), kind.cast(resource.spec()), resource.location()));
    }
}
