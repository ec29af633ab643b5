package sre.orion.specs;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Reading;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * FileVariables puts what {@code env_file} and {@code label_file} name beneath {@code environment} and {@code labels}:
 * later files beat earlier ones and see their values, and what stands in the spec beats them all.
 */
record FileVariables(SpecFiles files, Reading reading) {

    /** Merges the files that {@code spec.container} names into it. */
    void merge(ObjectNode spec, YamlNode.Mapping document) {
        if (!(spec.get("container") instanceof ObjectNode container)) {
            return;
        }
        SortedMap<String, String> environment = new TreeMap<>();
        int index = 0;
        for (JsonNode file : container.path("env_file")) {
            boolean raw = file.path("format").asString("").equals("raw");
            boolean required = file.path("required").asBoolean();
            Place place = place(document, "env_file", index++);
            environment.putAll(read(file.path("path").asString(), required, raw, environment, container, place));
        }
        beneath(container, "environment", environment);
        SortedMap<String, String> labels = new TreeMap<>();
        index = 0;
        for (JsonNode file : container.path("label_file")) {
            Place place = place(document, "label_file", index++);
            labels.putAll(read(file.asString(), true, false, labels, container, place));
        }
        beneath(container, "labels", labels);
    }

    private static Place place(YamlNode.Mapping document, String key, int index) {
        YamlNode spec = document.get("spec");
        YamlNode container = spec instanceof YamlNode.Mapping mapping ? mapping.get("container") : null;
        YamlNode files = container instanceof YamlNode.Mapping mapping ? mapping.get(key) : null;
        YamlNode file = files instanceof YamlNode.Sequence list ? list.items().get(index) : files;
        return file == null ? document.place() : file.place();
    }

    private SortedMap<String, String> read(
            String path,
            boolean required,
            boolean raw,
            SortedMap<String, String> earlier,
            ObjectNode container,
            Place place) {
        byte[] bytes = files.at(path);
        if (bytes == null) {
            if (required) {
                reading.problems().error(place, "there is no file " + path + "; make it");
            }
            return new TreeMap<>();
        }
        String name = path.startsWith(files.root() + "/")
                ? path.substring(files.root().length() + 1)
                : path;
        if (raw) {
            return EnvFile.readRaw(name, bytes, reading.variables(), reading.problems());
        }
        Variables own = variable -> text(container.path("environment").get(variable));
        Variables outer = own.or(reading.variables()).or(Variables.of(earlier));
        return EnvFile.read(name, bytes, outer, reading.problems());
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.asString();
    }

    private static void beneath(ObjectNode container, String key, SortedMap<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        ObjectNode own = container.get(key) instanceof ObjectNode object ? object : container.putObject(key);
        values.forEach((name, value) -> {
            if (!own.has(name)) {
                own.put(name, value);
            }
        });
    }
}
