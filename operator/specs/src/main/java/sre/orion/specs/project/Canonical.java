package sre.orion.specs.project;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sre.orion.specs.form.Forms;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;

/**
 * Canonical gives what can be written in several ways the one form that merging, uniqueness and paths need; every other
 * short form stays for the vocabulary's own reader (compose-go {@code transform/canonical.go}).
 */
final class Canonical {
    private final Problems problems;
    private final Patterns<Shape> shapes;

    Canonical(Problems problems) {
        this.problems = problems;
        this.shapes = Patterns.of(shapes());
    }

    /** Shape makes the canonical form of a value; a value that is no form of it stays, for the reader to refuse. */
    @FunctionalInterface
    private interface Shape {
        YamlNode apply(YamlNode node);
    }

    private Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new TreeMap<>();
        shapes.put("services.*.env_file", Canonical::envFiles);
        shapes.put("services.*.label_file", node -> Trees.isText(node) ? Merging.list(node) : node);
        shapes.put("services.*.build", node -> Trees.isText(node) ? Trees.keyed("context", node) : node);
        shapes.put("services.*.volumes", node -> node instanceof YamlNode.Sequence list ? volumes(list) : node);
        shapes.put("services.*.deploy.resources.reservations.devices", Canonical::devices);
        shapes.put("services.*.gpus", Canonical::devices);
        for (String section : List.of("networks", "volumes", "configs", "secrets")) {
            shapes.put(section + ".*", this::external);
        }
        return shapes;
    }

    YamlNode.Mapping apply(YamlNode.Mapping file) {
        return (YamlNode.Mapping) apply(file, shapes);
    }

    private YamlNode apply(YamlNode node, Patterns<Shape> at) {
        Shape shape = at.value();
        if (shape != null) {
            return shape.apply(node);
        }
        return at.isEmpty() ? node : Trees.children(node, (key, child) -> apply(child, at.at(key)));
    }

    private static YamlNode envFiles(YamlNode node) {
        YamlNode list = Trees.isText(node) ? Merging.list(node) : node;
        return list instanceof YamlNode.Sequence
                ? Trees.children(list, (key, item) -> Trees.isText(item) ? Trees.keyed("path", item) : item)
                : list;
    }

    private YamlNode volumes(YamlNode.Sequence list) {
        return Trees.children(
                list,
                (key, item) -> item instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.TEXT
                        ? VolumeText.expand(scalar, problems)
                        : bind(item));
    }

    /** A bind with options makes its host path unless told otherwise. */
    private static YamlNode bind(YamlNode volume) {
        boolean silent = volume instanceof YamlNode.Mapping mapping
                && mapping.get("bind") instanceof YamlNode.Mapping options
                && options.get("create_host_path") == null;
        if (!silent) {
            return volume;
        }
        YamlNode.Mapping options = Trees.mapping(volume, "bind");
        return Trees.with(
                (YamlNode.Mapping) volume,
                "bind",
                Trees.with(options, "create_host_path", Trees.flag(options.place(), true)));
    }

    /** Devices that are neither counted nor named are all there are. */
    private static YamlNode devices(YamlNode node) {
        if (!(node instanceof YamlNode.Sequence)) {
            return node;
        }
        return Trees.children(node, (key, item) -> {
            boolean open = item instanceof YamlNode.Mapping device
                    && device.get("count") == null
                    && device.get("device_ids") == null;
            return open ? Trees.with((YamlNode.Mapping) item, "count", Trees.text(item.place(), "all")) : item;
        });
    }

    /** The old {@code external: {name: x}} is {@code external: true} and {@code name: x}. */
    private YamlNode external(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)
                || !(mapping.get("external") instanceof YamlNode.Mapping external)) {
            return node;
        }
        YamlNode.Mapping plain = Trees.with(mapping, "external", Trees.flag(external.place(), true));
        YamlNode name = external.get("name");
        if (name == null) {
            return plain;
        }
        YamlNode known = mapping.get("name");
        if (known != null && !String.valueOf(Trees.text(known)).equals(Trees.text(name))) {
            problems.error(name.place(), "differs from the name beside external; keep that one only");
        }
        return Trees.with(plain, "name", name);
    }

    /** What an entry of a {@code depends_on} list stands for. */
    static YamlNode started(YamlNode at) {
        Place place = at.place();
        var condition = Forms.entries();
        condition.put("condition", Trees.text(place, "service_started"));
        return Forms.mapping(place, condition);
    }

    /** What an entry of a {@code networks} list stands for. */
    static YamlNode nothing(YamlNode at) {
        return new YamlNode.Scalar(at.place(), ScalarType.NULL, "");
    }
}
