package sre.orion.specs.project;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.FileReference;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.HealSpec;
import sre.orion.api.kind.RolloutSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.api.resource.SourceLocation;

/** ProjectResources is a Compose project as the resources that stand for it on a node. */
public final class ProjectResources {
    private final ComposeProject project;
    private final String node;
    private final SortedMap<ResourceKey, Resource<?>> resources = new TreeMap<>();

    private ProjectResources(ComposeProject project, String node) {
        this.project = project;
        this.node = node;
    }

    /** The resources of {@code project} on {@code node}; services that are off are suspended. */
    public static Revision of(ComposeProject project, String node) {
        var made = new ProjectResources(project, node);
        project.services().forEach((name, service) -> made.add(Kind.SERVICE, name, made.service(name, service)));
        SortedSet<String> unused = project.unused();
        project.networks().forEach((key, network) -> {
            if (!unused.contains("networks." + key)) {
                made.add(Kind.NETWORK, key, network);
            }
        });
        project.volumes().forEach((key, volume) -> {
            if (!unused.contains("volumes." + key)) {
                made.add(Kind.VOLUME, key, volume);
            }
        });
        return new Revision("import", node, made.resources);
    }

    private ServiceSpec service(String name, ComposeProject.Service service) {
        ContainerSpec container = service.container();
        return new ServiceSpec(
                project.name(),
                name,
                container,
                used(project.configs(), container.configs().stream().map(FileReference::source)),
                used(
                        project.secrets(),
                        Stream.concat(
                                container.secrets().stream().map(FileReference::source),
                                buildSecrets(container).stream())),
                HealSpec.DEFAULT,
                RolloutSpec.DEFAULT,
                ConfigChange.DEFAULT,
                !service.enabled());
    }

    private static SortedMap<String, FileSource> used(SortedMap<String, FileSource> declared, Stream<String> names) {
        SortedMap<String, FileSource> used = new TreeMap<>();
        names.forEach(name -> {
            FileSource source = declared.get(name);
            if (source != null) {
                used.put(name, source);
            }
        });
        return used;
    }

    /** The names of the secrets that {@code build} of a service asks for. */
    static List<String> buildSecrets(ContainerSpec container) {
        return container.build().get("secrets") instanceof List<?> secrets
                ? secrets.stream()
                        .map(secret -> secret instanceof Map<?, ?> reference ? reference.get("source") : secret)
                        .map(String::valueOf)
                        .toList()
                : List.of();
    }

    private void add(Kind kind, String name, Object spec) {
        String base = kubernetesName(project.name().equals(node) ? name : project.name() + "-" + name);
        String free = base;
        for (int n = 2; resources.containsKey(new ResourceKey(kind, node, free)); n++) {
            free = base + "-" + n;
        }
        var metadata = new Metadata(free, node, new TreeMap<>(Map.of()), new TreeMap<>(Map.of()), 0);
        Resource<?> resource = new Resource<>(kind, metadata, spec, new SourceLocation(project.name(), 1, 1));
        resources.put(resource.key(), resource);
    }

    /** A Compose name as a Kubernetes name: lower case, other characters as {@code -}. */
    static String kubernetesName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
        String trimmed = plain.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "").replaceAll("[-.]*\\.[-.]*", ".");
        return trimmed.isEmpty() ? "x" : trimmed;
    }
}
