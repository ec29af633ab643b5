package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.specs.yaml.Problem;

/** Specs is a set of spec files of the node {@code cortex}, in memory, to load in a test. */
final class Specs {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    static Specs of(String path, String text) {
        return new Specs().and(path, text);
    }

    /** One Service named web, with {@code container} as the keys of its container, not yet indented. */
    static Specs container(String container) {
        return of("cortex/web.yaml", """
                apiVersion: orion.sre/v1
                kind: Service
                metadata:
                  name: web
                spec:
                  container:
                """ + container.indent(4));
    }

    Specs and(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Specs and(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    LoadResult load() {
        return new SpecLoader()
                .load("cortex", new SpecFiles("r1", "/srv/specs", "/home/ada", files, SpecFiles.OtherFiles.NONE));
    }

    Revision revision() {
        LoadResult result = load();
        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        return ((LoadResult.Loaded) result).revision();
    }

    List<String> warnings() {
        LoadResult result = load();
        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        return ((LoadResult.Loaded) result)
                .warnings().stream().map(Problem::toString).toList();
    }

    List<String> errors() {
        return switch (load()) {
            case LoadResult.Loaded loaded -> List.of();
            case LoadResult.Refused refused ->
                refused.problems().stream().map(Problem::toString).toList();
        };
    }

    ServiceSpec service(String name) {
        return (ServiceSpec)
                resource(new ResourceKey(Kind.SERVICE, "cortex", name)).spec();
    }

    Resource<?> resource(ResourceKey key) {
        return Objects.requireNonNull(revision().resources().get(key), () -> key + " is not there");
    }

    ContainerSpec container() {
        return service("web").container();
    }
}
