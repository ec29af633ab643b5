package sre.orion.specs.project;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.specs.SpecFiles.OtherFiles;
import sre.orion.specs.compose.ComposeVocabulary;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.RecordForms;
import sre.orion.specs.form.Spelling;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ProjectModel makes the merged tree of a project's files into records, section by section. */
final class ProjectModel {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final RecordForms FORMS = new RecordForms(ComposeVocabulary.rules());
    private static final Form CONTAINER = FORMS.of(ContainerSpec.class);
    private static final Form NETWORK = FORMS.of(NetworkSpec.class);
    private static final Form VOLUME = FORMS.of(VolumeSpec.class);
    private static final Form FILE = FORMS.of(FileSource.class);
    private static final List<String> SECTIONS =
            List.of("services", "networks", "volumes", "configs", "secrets", "models");
    private static final List<String> KEYS =
            List.of("services", "networks", "volumes", "configs", "secrets", "models", "name", "version", "include");

    private final Reading reading;
    private final Scope scope;
    private final List<String> profiles;
    private final ServiceFiles serviceFiles;
    private final Problems problems;

    ProjectModel(
            Scope scope,
            String home,
            List<String> profiles,
            OtherFiles files,
            ModelLoader.Labels labels,
            Problems problems) {
        this.reading = new Reading(problems, scope.folder(), home, scope.variables());
        this.scope = scope;
        this.profiles = profiles;
        this.serviceFiles = new ServiceFiles(files, labels, scope, problems);
        this.problems = problems;
    }

    ComposeProject read(String name, List<String> files, YamlNode.Mapping model) {
        top(model);
        SortedMap<String, ComposeProject.Service> services = new TreeMap<>();
        Trees.mapping(model, "services").entries().forEach((service, entry) -> {
            ComposeProject.Service read = service(entry);
            if (read != null) {
                services.put(service, read);
            }
        });
        var project = new ComposeProject(
                name,
                scope.folder(),
                files,
                services,
                section(model, "networks", NETWORK, NetworkSpec.class, name),
                section(model, "volumes", VOLUME, VolumeSpec.class, name),
                section(model, "configs", FILE, FileSource.class, name),
                section(model, "secrets", FILE, FileSource.class, name));
        if (problems.errors() == 0) {
            new ProjectRules(project, model, problems).check();
        }
        return project;
    }

    private void top(YamlNode.Mapping model) {
        model.entries().forEach((key, entry) -> {
            YamlNode value = entry.value();
            if (SECTIONS.contains(key)) {
                section(value);
            } else if (key.startsWith("x-")) {
                problems.warn(entry.key(), "has no place in specs and stays behind; what its anchors gave is kept");
            } else if (!KEYS.contains(key)) {
                problems.error(entry.key(), unknown(key, value));
            } else if (key.equals("name") && !Trees.isText(value)) {
                reading.refuse(value, "text: put it in quotes");
            }
        });
        YamlNode.Mapping models = Trees.mapping(model, "models");
        models.entries()
                .forEach((key, entry) ->
                        problems.error(entry.key(), "is not supported: run the model as a service of its own"));
    }

    private void section(YamlNode value) {
        if (!(value instanceof YamlNode.Mapping section)) {
            reading.refuse(value, "a mapping");
            return;
        }
        section.entries().forEach((name, entry) -> {
            if (!name.matches("[a-zA-Z0-9._-]+") && !name.startsWith("x-")) {
                problems.error(entry.key(), "a name has only letters, digits, ., _ and -");
            }
        });
    }

    private static String unknown(String key, YamlNode value) {
        boolean service = value instanceof YamlNode.Mapping mapping
                && (mapping.get("image") != null || mapping.get("build") != null);
        if (service) {
            return "looks like a service; put it below services";
        }
        String alike = Spelling.nearest(key, KEYS);
        return "is not known here" + (alike == null ? "; did you mean x-" + key : "; did you mean " + alike) + "?";
    }

    private ComposeProject.@Nullable Service service(YamlNode.Entry entry) {
        if (!(entry.value() instanceof YamlNode.Mapping written)) {
            reading.refuse(entry.value(), "a mapping with an image");
            return null;
        }
        if (!(CONTAINER.read(written, reading) instanceof ObjectNode tree)) {
            return null;
        }
        if (tree.get("ports") instanceof ArrayNode ports) {
            tree.set("ports", unique(ports));
        }
        boolean enabled = enabled(tree.path("profiles"));
        serviceFiles.fill(tree, written, enabled);
        ContainerSpec container = bind(tree, ContainerSpec.class, written.place());
        return container == null ? null : new ComposeProject.Service(container, enabled, written);
    }

    private boolean enabled(JsonNode own) {
        if (own.isEmpty() || profiles.contains("*")) {
            return true;
        }
        for (JsonNode profile : own) {
            if (profiles.contains(profile.asString())) {
                return true;
            }
        }
        return false;
    }

    /** Of ports that are published alike the last one counts, in the position of the first. */
    private static ArrayNode unique(ArrayNode ports) {
        Map<String, JsonNode> byKey = new java.util.LinkedHashMap<>();
        for (JsonNode port : ports) {
            byKey.put(
                    port.path("host_ip").asString("0.0.0.0") + " " + port.path("published") + " " + port.path("target")
                            + " " + port.path("protocol"),
                    port);
        }
        return JsonNodeFactory.instance.arrayNode().addAll(byKey.values());
    }

    private <T> SortedMap<String, T> section(
            YamlNode.Mapping model, String section, Form form, Class<T> type, String project) {
        SortedMap<String, T> read = new TreeMap<>();
        Trees.mapping(model, section).entries().forEach((key, entry) -> {
            boolean isNothing = Trees.isNull(entry.value());
            YamlNode written = isNothing ? Trees.mapping(entry.value(), "nothing") : entry.value();
            if (key.startsWith("x-") || foreign(written, type)) {
                return;
            }
            if (!(form.read(written, reading) instanceof ObjectNode tree)) {
                return;
            }
            if (type != FileSource.class) {
                tree.put("project", project);
                tree.put("key", key);
                if (!tree.has("name")) {
                    tree.put("name", tree.path("external").asBoolean() ? key : project + "_" + key);
                }
            }
            T value = bind(tree, type, written.place());
            if (value != null) {
                read.put(key, value);
            }
        });
        return read;
    }

    /** Whether a definition has keys that only specs have. */
    private boolean foreign(YamlNode written, Class<?> type) {
        boolean found = false;
        for (String key : type == FileSource.class ? List.<String>of() : List.of("project", "key")) {
            if (written instanceof YamlNode.Mapping mapping && mapping.entries().containsKey(key)) {
                problems.error(Trees.place(written, key), "is not known here");
                found = true;
            }
        }
        return found;
    }

    private <T> @Nullable T bind(ObjectNode tree, Class<T> type, Place place) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            problems.error(place, String.valueOf(e.getOriginalMessage()));
            return null;
        }
    }
}
