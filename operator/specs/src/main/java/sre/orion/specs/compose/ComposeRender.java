package sre.orion.specs.compose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.EnvFile;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.Revision;
import sre.orion.api.secret.Text;
import sre.orion.specs.form.Durations;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * ComposeRender writes a revision as plain Compose files in long form, so that a person can read what will run and run
 * it without Orion. The same revision gives the same bytes.
 */
public final class ComposeRender {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Text.class, new RenderedText()))
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    /** What says something even when it is empty, as Compose has it: a mount's short form, a health check, … */
    private static final List<String> EMPTY =
            List.of("bind", "volume", "healthcheck", "deploy", "limits", "reservations", "restart_policy", "logging");

    private ComposeRender() {}

    /**
     * The files of a revision by path below {@code compose-out/}: {@code <node>.yml} for the node's own project,
     * {@code <node>/<project>.yml} for every other.
     */
    public static SortedMap<String, String> render(Revision revision) {
        SortedMap<String, ObjectNode> projects = new TreeMap<>();
        for (Resource<?> resource : revision.resources().values()) {
            switch (resource.spec()) {
                case ServiceSpec service -> add(service, projects);
                case NetworkSpec network ->
                    section(projects, network.project(), "networks").set(network.key(), network(network));
                case VolumeSpec volume ->
                    section(projects, volume.project(), "volumes").set(volume.key(), volume(volume));
                default -> throw new IllegalStateException("no file holds " + resource.key());
            }
        }
        SortedMap<String, String> files = new TreeMap<>();
        projects.forEach((project, tree) -> {
            String path = project.equals(revision.node()) ? project + ".yml" : revision.node() + "/" + project + ".yml";
            files.put(path, header(revision.node()) + YAML.writeValueAsString(tree));
        });
        return files;
    }

    private static String header(String node) {
        return "# Rendered by Orion from the specs of " + node + "; edit those, never this file.\n";
    }

    private static ObjectNode section(SortedMap<String, ObjectNode> projects, String project, String name) {
        ObjectNode tree =
                projects.computeIfAbsent(project, key -> JSON.objectNode().put("name", key));
        return tree.get(name) instanceof ObjectNode known ? known : tree.putObject(name);
    }

    private static void add(ServiceSpec service, SortedMap<String, ObjectNode> projects) {
        section(projects, service.project(), "services").set(service.service(), container(service));
        service.configs()
                .forEach((name, source) ->
                        section(projects, service.project(), "configs").set(name, file(source)));
        service.secrets()
                .forEach((name, source) ->
                        section(projects, service.project(), "secrets").set(name, file(source)));
    }

    /** A secret is the content of a variable, which whoever starts the project has from the secrets file. */
    private static JsonNode file(FileSource source) {
        Text content = source.content();
        return content != null && content.secret()
                ? JSON.objectNode().put("environment", content.variable())
                : plain(MAPPER.valueToTree(source));
    }

    private static ObjectNode container(ServiceSpec service) {
        ObjectNode tree = MAPPER.valueToTree(service.container());
        JsonNode extensions = tree.remove("extensions");
        envFiles(service.container(), tree);
        ObjectNode plain = (ObjectNode) plain(tree);
        keepEmpty(tree, plain, "command");
        keepEmpty(tree, plain, "entrypoint");
        if (extensions != null && !extensions.isEmpty()) {
            plain.setAll((ObjectNode) escape(extensions));
        }
        return plain;
    }

    /** Env files of the specs are filled in; those outside are named, as what they say is nobody's to read. */
    private static void envFiles(ContainerSpec container, ObjectNode tree) {
        tree.remove("env_file");
        List<String> outside = new ArrayList<>();
        container.environment().forEach((name, value) -> {
            if (value != null && value.origin() == Text.Origin.ENV_FILE) {
                outside.add(name);
            }
        });
        if (tree.get("environment") instanceof ObjectNode environment && !outside.isEmpty()) {
            environment.remove(outside);
            ArrayNode files = tree.putArray("env_file");
            container.envFile().forEach(file -> files.add(envFile(file)));
        }
    }

    private static JsonNode envFile(EnvFile file) {
        return file.required() && file.format() == null ? JSON.stringNode(file.path()) : MAPPER.valueToTree(file);
    }

    private static void keepEmpty(ObjectNode tree, ObjectNode plain, String key) {
        if (tree.get(key) instanceof ArrayNode list && list.isEmpty()) {
            plain.set(key, list);
        }
    }

    private static ObjectNode network(NetworkSpec network) {
        return definition(MAPPER.valueToTree(network));
    }

    private static ObjectNode volume(VolumeSpec volume) {
        return definition(MAPPER.valueToTree(volume));
    }

    private static ObjectNode definition(ObjectNode tree) {
        tree.remove("project");
        tree.remove("key");
        for (String flag : new String[] {"external", "internal", "attachable"}) {
            if (tree.has(flag) && !tree.get(flag).asBoolean()) {
                tree.remove(flag);
            }
        }
        return (ObjectNode) plain(tree);
    }

    /** The tree without what is absent, in Compose's spelling: durations, octal modes, {@code $$} for {@code $}. */
    private static JsonNode plain(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode kept = JSON.objectNode();
                object.properties().forEach(entry -> put(kept, entry.getKey(), entry.getValue()));
                yield kept;
            }
            case ArrayNode list -> {
                ArrayNode kept = JSON.arrayNode();
                list.forEach(item -> kept.add(plain(item)));
                yield kept;
            }
            default -> escape(node);
        };
    }

    private static void put(ObjectNode kept, String key, JsonNode value) {
        switch (key) {
            case "interval", "timeout", "start_period", "start_interval", "stop_grace_period", "delay", "window" ->
                kept.set(key, duration(value));
            case "configs", "secrets" -> kept.set(key, references(value));
            case "depends_on", "networks" -> kept.set(key, named(value));
            case "ulimits" -> kept.set(key, ulimits(value));
            case "devices" -> kept.set(key, devices(value));
            case "memory" -> kept.set(key, value.isNull() ? value : JSON.stringNode(value.asString()));
            case "disable" -> kept.set(key, value.asBoolean(false) ? value : JSON.nullNode());
            case "environment", "content" -> kept.set(key, value);
            case "labels", "annotations", "sysctls", "options", "driver_opts", "storage_opt" ->
                kept.set(key, escape(value));
            case "build", "develop", "placement", "update_config", "rollback_config" -> kept.set(key, escape(value));
            default -> kept.set(key, plain(value));
        }
        JsonNode put = kept.get(key);
        boolean absent = put == null
                || put.isNull()
                || (put.isContainer() && put.isEmpty() && !(put.isObject() && EMPTY.contains(key)));
        if (absent) {
            kept.remove(key);
        }
    }

    /** A duration in Compose's spelling; what was never read as one stays as it is. */
    private static JsonNode duration(JsonNode value) {
        boolean iso = value.isString() && value.asString().matches("-?PT.*");
        return iso ? JSON.stringNode(Durations.format(Duration.parse(value.asString()))) : plain(value);
    }

    /** Uses of configs and secrets, with their modes in octal. */
    private static JsonNode references(JsonNode value) {
        JsonNode references = plain(value);
        references.forEach(reference -> {
            if (reference.path("mode").isNumber()) {
                int mode = reference.path("mode").asInt();
                ((ObjectNode) reference).put("mode", "0" + Integer.toOctalString(mode));
            }
        });
        return references;
    }

    /** Devices; those that {@code deploy} reserves must say their capabilities, be they none. */
    private static JsonNode devices(JsonNode value) {
        JsonNode devices = plain(value);
        for (int i = 0; i < devices.size(); i++) {
            if (value.path(i).path("capabilities").isEmpty() && value.path(i).has("capabilities")) {
                ((ObjectNode) devices.path(i)).putArray("capabilities");
            }
        }
        return devices;
    }

    /** Limits, a single number where one was written. */
    private static JsonNode ulimits(JsonNode value) {
        ObjectNode limits = JSON.objectNode();
        value.properties().forEach(entry -> {
            JsonNode limit = entry.getValue();
            limits.set(entry.getKey(), limit.path("hard").isNull() ? limit.path("soft") : limit);
        });
        return limits;
    }

    /** A mapping whose keys are names of people's own. */
    private static ObjectNode named(JsonNode value) {
        ObjectNode kept = JSON.objectNode();
        value.properties().forEach(entry -> kept.set(entry.getKey(), plain(entry.getValue())));
        return kept;
    }

    /** RenderedText is a value as a Compose file has it: {@code $} doubled, a secret as a variable that must be there. */
    private static final class RenderedText extends ValueSerializer<Text> {
        @Override
        public void serialize(Text text, JsonGenerator out, SerializationContext context) {
            out.writeString(text.secret() ? "${" + text.variable() + ":?}" : dollars(text.value()));
        }
    }

    private static String dollars(String text) {
        return text.replace("$", "$$");
    }

    private static JsonNode escape(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode escaped = JSON.objectNode();
                object.properties().forEach(entry -> escaped.set(entry.getKey(), escape(entry.getValue())));
                yield escaped;
            }
            case ArrayNode list -> {
                ArrayNode escaped = JSON.arrayNode();
                list.forEach(item -> escaped.add(escape(item)));
                yield escaped;
            }
            default -> node.isString() ? JSON.stringNode(dollars(node.asString())) : node;
        };
    }
}
