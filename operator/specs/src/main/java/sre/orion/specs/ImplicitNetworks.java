package sre.orion.specs;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/** ImplicitNetworks is the network {@code default} of each project, which Compose makes without a word. */
final class ImplicitNetworks {
    static final String DEFAULT = "default";

    private ImplicitNetworks() {}

    /** The network that {@code service} needs and nobody declares: {@code default} of its project. */
    static Optional<Draft> of(
            Draft draft, ServiceSpec service, SortedMap<String, Draft> declared, Set<ResourceKey> taken) {
        boolean known = declared.containsKey(References.id(service.project(), DEFAULT));
        if (known || !joinsDefault(service.container())) {
            return Optional.empty();
        }
        String node = draft.resource().metadata().namespace();
        var metadata =
                new Metadata(freeName(service.project(), node, taken), node, new TreeMap<>(), new TreeMap<>(), 0);
        var spec = new NetworkSpec(
                service.project(),
                DEFAULT,
                service.project() + "_" + DEFAULT,
                false,
                null,
                new TreeMap<>(),
                null,
                false,
                false,
                null,
                null,
                new TreeMap<>());
        var resource =
                new Resource<>(Kind.NETWORK, metadata, spec, draft.resource().location());
        return Optional.of(new Draft(resource, draft.document(), true));
    }

    private static String freeName(String project, String node, Set<ResourceKey> taken) {
        String name = project.equals(node) ? DEFAULT : project.replace('_', '-') + "-" + DEFAULT;
        String free = name;
        for (int number = 2; taken.contains(new ResourceKey(Kind.NETWORK, node, free)); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private static boolean joinsDefault(ContainerSpec container) {
        return container.networks().containsKey(DEFAULT);
    }
}
