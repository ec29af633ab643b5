package sre.orion.specs;

import java.util.LinkedHashMap;
import java.util.Optional;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Reading;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.node.ObjectNode;

/** ResourceReader makes one document into a resource: short forms made long, defaults filled in, then bound. */
final class ResourceReader {
    /** The resource of a document whose kind is known; none after telling what is wrong. */
    Optional<Draft> read(String node, Kind kind, YamlNode.Mapping written, SpecFiles files, Reading reading) {
        YamlNode.Mapping document = kind == Kind.SERVICE ? written : withSpec(written);
        Form form = Documents.FORMS.get(kind);
        int errors = reading.problems().errors();
        if (form == null || !(form.read(document, reading) instanceof ObjectNode tree)) {
            return Optional.empty();
        }
        ObjectNode metadata = (ObjectNode) tree.get("metadata");
        ObjectNode spec = (ObjectNode) tree.get("spec");
        if (metadata == null || spec == null || !metadata.has("name")) {
            return Optional.empty();
        }
        String namespace = metadata.path("namespace").asString(node);
        if (!namespace.equals(node)) {
            reading.problems()
                    .error(
                            new Draft(placeholder(kind, node, document), document, false)
                                    .place("metadata", "namespace"),
                            "must be " + node + ", the folder this file lies in, not " + namespace
                                    + "; or leave it out");
            return Optional.empty();
        }
        fillIn(kind, node, metadata.path("name").asString(), spec);
        if (kind == Kind.SERVICE) {
            joinDefaultNetwork(spec);
            new FileVariables(files, reading).merge(spec, document);
        }
        boolean whole = reading.problems().errors() == errors;
        return bind(kind, node, tree, document, whole, reading);
    }

    /** Networks and volumes need no word beside their name. */
    private static YamlNode.Mapping withSpec(YamlNode.Mapping document) {
        YamlNode spec = document.get("spec");
        if (spec != null && !(spec instanceof YamlNode.Scalar scalar && scalar.isNull())) {
            return document;
        }
        var entries = new LinkedHashMap<>(document.entries());
        Place place = spec == null ? document.place() : spec.place();
        entries.put("spec", new YamlNode.Entry(place, new YamlNode.Mapping(place, new LinkedHashMap<>())));
        return new YamlNode.Mapping(document.place(), entries);
    }

    private static void fillIn(Kind kind, String node, String name, ObjectNode spec) {
        String project = fill(spec, "project", node);
        String key = fill(spec, kind == Kind.SERVICE ? "service" : "key", name);
        if (kind != Kind.SERVICE) {
            fill(spec, "name", spec.path("external").asBoolean() ? key : project + "_" + key);
        }
    }

    /** As in Compose, a container that is told neither networks nor network_mode joins {@code default}. */
    private static void joinDefaultNetwork(ObjectNode spec) {
        if (spec.get("container") instanceof ObjectNode container
                && !container.has("network_mode")
                && container.path("networks").isEmpty()) {
            container.putObject("networks").putNull(ImplicitNetworks.DEFAULT);
        }
    }

    private static String fill(ObjectNode spec, String key, String value) {
        if (!spec.has(key)) {
            spec.put(key, value);
        }
        return spec.get(key).asString();
    }

    private static Optional<Draft> bind(
            Kind kind, String node, ObjectNode tree, YamlNode.Mapping document, boolean whole, Reading reading) {
        try {
            Documents.DocumentMetadata written =
                    Documents.MAPPER.treeToValue(tree.get("metadata"), Documents.DocumentMetadata.class);
            var metadata = new Metadata(written.name(), node, written.labels(), written.annotations(), 0);
            Class<?> type =
                    switch (kind) {
                        case SERVICE -> ServiceSpec.class;
                        case NETWORK -> NetworkSpec.class;
                        case VOLUME -> VolumeSpec.class;
                        case NODE -> throw new IllegalStateException("a node has no file");
                    };
            Object spec = Documents.MAPPER.treeToValue(tree.get("spec"), type);
            return Optional.of(new Draft(
                    new Resource<>(kind, metadata, spec, document.place().location()), document, whole));
        } catch (JacksonException e) {
            if (!whole) {
                return Optional.empty();
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            reading.problems().error(placeOf(e, kind, node, document), String.valueOf(cause.getMessage()));
            return Optional.empty();
        }
    }

    private static Place placeOf(JacksonException e, Kind kind, String node, YamlNode.Mapping document) {
        var draft = new Draft(placeholder(kind, node, document), document, false);
        if (!(e instanceof DatabindException bound)) {
            return draft.place("spec");
        }
        String[] road = new String[bound.getPath().size() + 1];
        road[0] = "spec";
        for (int i = 1; i < road.length; i++) {
            var step = bound.getPath().get(i - 1);
            road[i] = step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName();
        }
        return draft.place(road);
    }

    private static Resource<?> placeholder(Kind kind, String node, YamlNode.Mapping document) {
        var metadata = new Metadata("", node, new java.util.TreeMap<>(), new java.util.TreeMap<>(), 0);
        return new Resource<>(kind, metadata, "", document.place().location());
    }
}
