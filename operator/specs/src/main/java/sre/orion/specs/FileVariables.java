package sre.orion.specs;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sre.orion.api.secret.Text.Origin;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.SecretForm;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * FileVariables puts what {@code env_file} and {@code label_file} name beneath {@code environment} and {@code labels}:
 * later files beat earlier ones and see their values, and what stands in the spec beats them all. What an env file outside
 * the specs says is a secret.
 */
record FileVariables(SpecFiles files, Reading reading) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Merges the files that {@code spec.container} names into it. */
    void merge(ObjectNode spec, YamlNode.Mapping document) {
        if (!(spec.get("container") instanceof ObjectNode container)) {
            return;
        }
        SortedMap<String, String> environment = new TreeMap<>();
        Set<String> outside = new TreeSet<>();
        int index = 0;
        for (JsonNode file : container.path("env_file")) {
            boolean raw = file.path("format").asString("").equals("raw");
            boolean required = file.path("required").asBoolean();
            Place place = place(document, "env_file", index++);
            String path = file.path("path").asString();
            var values = read(path, required, raw, environment, container, place);
            environment.putAll(values);
            if (!files.holds(path)) {
                outside.addAll(values.keySet());
            } else {
                outside.removeAll(values.keySet());
            }
        }
        beneath(container, "environment", environment, outside);
        SortedMap<String, String> labels = new TreeMap<>();
        index = 0;
        for (JsonNode file : container.path("label_file")) {
            Place place = place(document, "label_file", index++);
            labels.putAll(read(file.asString(), true, false, labels, container, place));
        }
        beneath(container, "labels", labels, Set.of());
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

    /** What a variable of the spec gives to the files; a secret is not handed on, where it would no longer be known as one. */
    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || !value.isString() ? null : value.asString();
    }

    /** What stands outside the specs is nobody's to read: it is rendered by the path of its file. */
    private JsonNode hidden(String name, String value) {
        NodeSecrets secrets = reading.secrets();
        return SecretForm.tree(value, Origin.ENV_FILE, name, secrets == null ? "" : secrets.mark(value));
    }

    private void beneath(ObjectNode container, String key, SortedMap<String, String> values, Set<String> outside) {
        if (values.isEmpty()) {
            return;
        }
        ObjectNode own = container.get(key) instanceof ObjectNode object ? object : container.putObject(key);
        values.forEach((name, value) -> {
            if (!own.has(name)) {
                own.set(name, outside.contains(name) ? hidden(name, value) : JSON.stringNode(value));
            }
        });
    }
}
