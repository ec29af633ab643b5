package sre.orion.agent.engine;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Labels;
import sre.orion.api.container.Networking;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.Revision;
import sre.orion.reconcilers.container.ContainerNames;

/**
 * Scope is which containers a revision is about: those that are this node's or of its Compose projects, and those that
 * a Service wants the name of or refers to. Of all others their row in the list is enough.
 */
final class Scope {
    private final String owner;
    private final SortedSet<String> projects = new TreeSet<>();
    private final SortedSet<String> names = new TreeSet<>();
    private final SortedSet<String> parents = new TreeSet<>();
    private final SortedSet<String> images = new TreeSet<>();

    Scope(Revision revision) {
        owner = revision.node() + "/";
        for (Resource<?> resource : revision.resources().values()) {
            if (resource.spec() instanceof ServiceSpec service) {
                add(service);
            }
        }
    }

    /** Whether a container must be inspected. */
    boolean holds(ObservedContainer container) {
        return container.labels().getOrDefault(Labels.OWNER, "").startsWith(owner)
                || projects.contains(container.labels().getOrDefault(Labels.PROJECT, ""))
                || names.contains(container.name())
                || parents.stream().anyMatch(container::isMeantBy);
    }

    /** The references of images that the Services name. */
    SortedSet<String> images() {
        return images;
    }

    private void add(ServiceSpec service) {
        var container = service.container();
        projects.add(service.project());
        names.add(ContainerNames.current(service));
        images.add(ContainerNames.image(service));
        container.volumes().stream()
                .filter(mount -> mount.type().equals("image") && mount.source() != null)
                .forEach(mount -> images.add(String.valueOf(mount.source())));
        refer(container.networkMode());
        refer(container.ipc());
        refer(container.pid());
        container.volumesFrom().forEach(this::refer);
        for (String link : container.externalLinks()) {
            names.add(link.split(":", 2)[0]);
        }
    }

    private void refer(@Nullable String word) {
        if (word != null && word.startsWith(Networking.CONTAINER_MODE)) {
            parents.add(word.split(":", 3)[1]);
        }
    }
}
