package sre.orion.specs.imports;

import java.util.List;
import java.util.TreeSet;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Resource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** SpecFile is resources as documents of a spec file, with nothing in them that the loader fills in itself. */
final class SpecFile {
    static final String MODELINE = "# yaml-language-server: $schema=../schema/orion.schema.json\n";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SpecFile() {}

    /** A Service, its keys in the order in which the Compose file has them. */
    static String service(
            Resource<?> resource, ServiceSpec service, Iterable<String> order, Comments.Service comments) {
        ObjectNode document = document(resource);
        ObjectNode spec = document.putObject("spec");
        identity(spec, resource, service.project(), "service", service.service());
        if (service.suspend()) {
            spec.put("suspend", true);
        }
        files(spec, "configs", service.configs());
        files(spec, "secrets", service.secrets());
        spec.set("container", ShortForms.of(service.container(), order));
        return MODELINE + SpecText.of(document, "spec.container", comments);
    }

    private static void files(ObjectNode spec, String key, java.util.SortedMap<String, FileSource> sources) {
        sources.forEach((name, source) -> {
            ObjectNode all = spec.get(key) instanceof ObjectNode known ? known : spec.putObject(key);
            ObjectNode tree = kept(MAPPER.valueToTree(source));
            all.set(name, tree.get("content") instanceof ObjectNode secret ? secret : tree);
        });
    }

    /** Networks or volumes, a document each. */
    static String definitions(List<Resource<?>> resources) {
        var text = new StringBuilder(MODELINE);
        for (Resource<?> resource : resources) {
            ObjectNode document = document(resource);
            document.set("spec", definition(resource));
            text.append(text.length() == MODELINE.length() ? "" : "---\n")
                    .append(SpecText.of(document, "none", Comments.Service.empty()));
        }
        return text.toString();
    }

    private static ObjectNode definition(Resource<?> resource) {
        ObjectNode spec = JSON.objectNode();
        ObjectNode tree = MAPPER.valueToTree(resource.spec());
        switch (resource.spec()) {
            case NetworkSpec network -> identity(spec, resource, network.project(), "key", network.key());
            case VolumeSpec volume -> identity(spec, resource, volume.project(), "key", volume.key());
            default -> throw new IllegalStateException("no definition: " + resource.key());
        }
        String project = tree.remove("project").asString();
        String key = tree.remove("key").asString();
        boolean external = tree.path("external").asBoolean();
        String usual = external ? key : project + "_" + key;
        if (tree.path("name").asString().equals(usual)) {
            tree.remove("name");
        }
        for (String flag : List.of("external", "internal", "attachable")) {
            if (!tree.path(flag).asBoolean()) {
                tree.remove(flag);
            }
        }
        spec.setAll(kept(tree));
        return spec;
    }

    private static ObjectNode document(Resource<?> resource) {
        ObjectNode document = JSON.objectNode()
                .put("apiVersion", "orion.sre/v1")
                .put("kind", resource.kind().text());
        document.putObject("metadata").put("name", resource.metadata().name());
        return document;
    }

    private static void identity(ObjectNode spec, Resource<?> resource, String project, String key, String name) {
        if (!project.equals(resource.metadata().namespace())) {
            spec.put("project", project);
        }
        if (!name.equals(resource.metadata().name())) {
            spec.put(key, name);
        }
    }

    private static ObjectNode kept(ObjectNode tree) {
        for (String key : new TreeSet<>(tree.propertyNames())) {
            JsonNode value = tree.get(key);
            if (value instanceof ObjectNode inner) {
                kept(inner);
            } else {
                value.valueStream().forEach(item -> {
                    if (item instanceof ObjectNode inner) {
                        kept(inner);
                    }
                });
            }
            if (value.isNull() || (value.isContainer() && value.isEmpty())) {
                tree.remove(key);
            }
        }
        return tree;
    }
}
