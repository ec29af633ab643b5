package sre.orion.reconcilers.container;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.Revision;
import sre.orion.reconcilers.shared.Services;

/**
 * References is what the short names in a Service's spec stand for: the project's networks, volumes and services.
 *
 * @param parents what a {@code service:x} or {@code container:x} stands for: an id, or itself where only the spec counts
 * @param files the files whose text goes into a request, where they have been looked at
 */
record References(Revision revision, String project, Parents parents, SortedMap<String, Observed<FileState>> files) {

    /** Parents is how a reference to another container is put into the request. */
    @FunctionalInterface
    interface Parents {
        /** The reference as it stands, for what must not depend on ids. */
        Parents BY_NAME = reference -> reference;

        /** What stands for {@code service:x} or {@code container:x}. */
        String resolve(String reference);
    }

    /** The engine's name of a network of the project. */
    String network(String key) {
        return Services.networkName(revision, project, key);
    }

    /** The engine's name of a volume of the project. */
    String volume(String key) {
        return Services.volumeName(revision, project, key);
    }

    /** The name of the container of another service of the project. */
    String container(String service) {
        return Services.service(revision, project, service)
                .map(Resource::spec)
                .map(ContainerNames::current)
                .orElse(project + "-" + service + "-1");
    }

    /** A mode such as {@code network_mode}: {@code service:x} and {@code container:x} become {@code container:<id>}. */
    Optional<String> mode(@Nullable String written) {
        String mode = Objects.requireNonNullElse(written, "");
        if (mode.startsWith("service:") || mode.startsWith("container:")) {
            return Optional.of("container:" + parents.resolve(mode));
        }
        return mode.isEmpty() ? Optional.empty() : Optional.of(mode);
    }
}
