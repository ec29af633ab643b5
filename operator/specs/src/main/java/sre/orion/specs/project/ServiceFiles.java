package sre.orion.specs.project;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.specs.SpecFiles.OtherFiles;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * ServiceFiles reads what a service's {@code env_file} and {@code label_file} name into its environment and labels, as
 * {@code docker compose config} does: the service's own entries beat the files, later files beat earlier ones, and
 * values see the project's variables first, then the service's own.
 */
record ServiceFiles(OtherFiles files, ModelLoader.Labels labels, Scope scope, Problems problems) {

    /** Fills the files in; those of a service that is off need not be there. */
    void fill(ObjectNode service, YamlNode.Mapping written, boolean enabled) {
        fill(service, "env_file", "environment", written, enabled);
        fill(service, "label_file", "labels", written, enabled);
    }

    private void fill(ObjectNode service, String list, String target, YamlNode.Mapping written, boolean enabled) {
        JsonNode named = service.remove(list);
        if (named == null) {
            return;
        }
        List<YamlNode> items = Trees.items(written, list);
        SortedMap<String, String> values = new TreeMap<>();
        JsonNode own = service.path(target);
        Variables outer = list.equals("env_file") ? scope.variables().or(name -> text(own, name)) : Variables.NONE;
        int index = 0;
        for (JsonNode file : named) {
            Place place = index < items.size() ? items.get(index).place() : Trees.place(written, list);
            index++;
            String path = file.isString() ? file.asString() : file.path("path").asString();
            byte[] bytes = files.read(path);
            boolean raw = file.path("format").asString("").equals("raw");
            if (bytes != null) {
                values.putAll(read(path, bytes, raw, outer.or(Variables.of(values))));
            } else if (enabled && file.path("required").asBoolean(true)) {
                problems.error(
                        place, "there is no file " + path + "; make it, or write required: false beside its path");
            }
        }
        ObjectNode filled = own instanceof ObjectNode known ? known : service.putObject(target);
        values.forEach((name, value) -> {
            if (!filled.has(name)) {
                filled.put(name, value);
            }
        });
        if (filled.isEmpty()) {
            service.remove(target);
        }
    }

    private SortedMap<String, String> read(String path, byte[] bytes, boolean raw, Variables outer) {
        return raw
                ? EnvFile.readRaw(labels.of(path), bytes, outer, problems)
                : EnvFile.read(labels.of(path), bytes, outer, problems);
    }

    private static @org.jspecify.annotations.Nullable String text(JsonNode values, String name) {
        JsonNode value = values.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }
}
