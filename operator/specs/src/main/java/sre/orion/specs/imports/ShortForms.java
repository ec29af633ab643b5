package sre.orion.specs.imports;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.specs.form.Durations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * ShortForms writes a service the way a person would: what is absent stays away, ports, mounts, devices and
 * dependencies are short where the short form says the same.
 */
final class ShortForms {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> SIZES =
            List.of("mem_limit", "mem_reservation", "memswap_limit", "shm_size", "memory", "size");
    private static final List<String> DURATIONS = List.of(
            "stop_grace_period",
            "healthcheck.interval",
            "healthcheck.timeout",
            "healthcheck.start_period",
            "healthcheck.start_interval",
            "deploy.restart_policy.delay",
            "deploy.restart_policy.window");

    private ShortForms() {}

    /**
     * The keys of a container.
     *
     * @param order in which keys shall come; others follow by name
     */
    static ObjectNode of(ContainerSpec container, Iterable<String> order) {
        ObjectNode tree = MAPPER.valueToTree(container);
        JsonNode extensions = tree.remove("extensions");
        ObjectNode shorter = JSON.objectNode();
        order.forEach(key -> put(shorter, key, tree.remove(key)));
        List.copyOf(tree.propertyNames()).stream().sorted().forEach(key -> put(shorter, key, tree.get(key)));
        if (extensions instanceof ObjectNode kept) {
            shorter.setAll(kept);
        }
        return shorter;
    }

    private static void put(ObjectNode shorter, String key, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return;
        }
        boolean clears = key.equals("command") || key.equals("entrypoint");
        if (value.isContainer() && value.isEmpty() && !clears) {
            return;
        }
        shorter.set(key, shortened(key, value));
    }

    private static JsonNode shortened(String key, JsonNode value) {
        return switch (key) {
            case "environment", "labels", "annotations", "build", "develop" -> value;
            case "ports" -> each(value, ShortForms::port);
            case "volumes" -> each(value, ShortForms::mount);
            case "devices" -> each(value, ShortForms::device);
            case "configs" -> each(value, reference -> reference("/", reference));
            case "secrets" -> each(value, reference -> reference("/run/secrets/", reference));
            case "depends_on" -> dependencies((ObjectNode) value);
            case "networks" -> networks((ObjectNode) value);
            case "ulimits" -> ulimits((ObjectNode) value);
            default -> kept(value, key);
        };
    }

    private static JsonNode each(JsonNode list, Function<JsonNode, JsonNode> change) {
        ArrayNode changed = JSON.arrayNode();
        list.forEach(item -> changed.add(change.apply(item)));
        return changed;
    }

    /** The value without what is absent, durations and sizes readable. */
    private static JsonNode kept(JsonNode value, String road) {
        String key = road.substring(road.lastIndexOf('.') + 1);
        if (value instanceof ObjectNode object) {
            ObjectNode kept = JSON.objectNode();
            object.properties().forEach(entry -> {
                JsonNode inner = entry.getValue();
                boolean absent = inner.isNull() && !key.equals("environment");
                boolean empty = inner.isContainer() && inner.isEmpty();
                if (!absent && (!empty || entry.getKey().equals("capabilities"))) {
                    kept.set(entry.getKey(), kept(inner, road + "." + entry.getKey()));
                }
            });
            return kept;
        }
        if (value instanceof ArrayNode list) {
            return each(list, item -> kept(item, road));
        }
        if (value.isString() && DURATIONS.contains(road)) {
            return JSON.stringNode(Durations.format(Duration.parse(value.asString())));
        }
        if (value.isIntegralNumber() && SIZES.contains(key)) {
            JsonNode size = size(value.asLong());
            return key.equals("memory") ? JSON.stringNode(size.asString()) : size;
        }
        return key.equals("mode") && value.isIntegralNumber()
                ? JSON.stringNode(String.format(Locale.ROOT, "%04o", value.asInt()))
                : value;
    }

    private static JsonNode size(long bytes) {
        String[] units = {"g", "m", "k"};
        for (int i = 0; i < units.length; i++) {
            long unit = 1L << (10 * (units.length - i));
            if (bytes > 0 && bytes % unit == 0) {
                return JSON.stringNode(bytes / unit + units[i]);
            }
        }
        return JSON.numberNode(bytes);
    }

    private static boolean has(JsonNode node, String... keys) {
        for (String key : keys) {
            JsonNode value = node.path(key);
            if (!value.isMissingNode() && !value.isNull() && !(value.isContainer() && value.isEmpty())) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode port(JsonNode port) {
        boolean plain = port.path("mode").asString("ingress").equals("ingress") && !has(port, "name", "app_protocol");
        if (!plain || (has(port, "host_ip") && !has(port, "published"))) {
            return kept(port, "ports");
        }
        String address = port.path("host_ip").asString("");
        String published = port.path("published").asString("");
        String protocol = port.path("protocol").asString("tcp");
        return JSON.stringNode((address.isEmpty() ? "" : address.contains(":") ? "[" + address + "]:" : address + ":")
                + (published.isEmpty() ? "" : published + ":")
                + port.path("target").asInt()
                + (protocol.equals("tcp") ? "" : "/" + protocol));
    }

    private static JsonNode mount(JsonNode mount) {
        String source = mount.path("source").asString("");
        String target = mount.path("target").asString("");
        String options = options(mount);
        boolean bind = mount.path("type").asString().equals("bind");
        boolean named = bind ? source.startsWith("/") : source.matches("[a-zA-Z0-9_][a-zA-Z0-9._-]+");
        boolean plain = !source.contains(":") && !target.contains(":") && !has(mount, "consistency", "tmpfs", "image");
        if (options != null && plain && named) {
            return JSON.stringNode(source + ":" + target + (options.isEmpty() ? "" : ":" + options));
        }
        boolean anonymous = !bind && source.isEmpty() && "".equals(options) && target.startsWith("/");
        if (plain && anonymous) {
            return JSON.stringNode(target);
        }
        ObjectNode longer = (ObjectNode) kept(mount, "volumes");
        if (mount.path("volume").isObject() && !longer.has("volume")) {
            longer.putObject("volume");
        }
        if (mount.path("bind").isObject() && !longer.has("bind")) {
            longer.putObject("bind");
        }
        return longer;
    }

    /** The options of the short form; null when that cannot say what the mount says. */
    private static @Nullable String options(JsonNode mount) {
        JsonNode bind = mount.path("bind");
        JsonNode volume = mount.path("volume");
        boolean isBind = mount.path("type").asString().equals("bind");
        boolean shortBind = isBind && bind.path("create_host_path").asBoolean(false) && !has(bind, "recursive");
        boolean isVolume = mount.path("type").asString().equals("volume") && volume.isObject();
        boolean shortVolume = isVolume && !has(volume, "subpath", "labels") && !has(mount, "bind");
        if (!(shortBind && !has(mount, "volume")) && !shortVolume) {
            return null;
        }
        var options = new java.util.ArrayList<String>();
        if (mount.path("read_only").asBoolean(false)) {
            options.add("ro");
        }
        if (volume.path("nocopy").asBoolean(false)) {
            options.add("nocopy");
        }
        for (String option : new String[] {"propagation", "selinux"}) {
            if (has(bind, option)) {
                options.add(bind.path(option).asString());
            }
        }
        return String.join(",", options);
    }

    private static JsonNode device(JsonNode device) {
        String source = device.path("source").asString("");
        String target = device.path("target").asString("");
        String permissions = device.path("permissions").asString("");
        if (target.isEmpty() || permissions.isEmpty() || source.contains(":") || target.contains(":")) {
            return kept(device, "devices");
        }
        boolean all = permissions.equals("rwm");
        return JSON.stringNode(
                all && source.equals(target) ? source : source + ":" + target + (all ? "" : ":" + permissions));
    }

    private static JsonNode reference(String folder, JsonNode reference) {
        String source = reference.path("source").asString();
        boolean usual =
                !has(reference, "target") || reference.path("target").asString().equals(folder + source);
        return usual && !has(reference, "uid", "gid", "mode") ? JSON.stringNode(source) : kept(reference, "files");
    }

    private static JsonNode dependencies(ObjectNode dependencies) {
        ArrayNode names = JSON.arrayNode();
        ObjectNode longer = JSON.objectNode();
        boolean plain = true;
        for (var entry : dependencies.properties()) {
            JsonNode need = entry.getValue();
            ObjectNode kept =
                    JSON.objectNode().put("condition", need.path("condition").asString());
            if (need.path("restart").asBoolean()) {
                kept.put("restart", true);
            }
            if (!need.path("required").asBoolean(true)) {
                kept.put("required", false);
            }
            plain &= kept.size() == 1 && kept.path("condition").asString().equals("service_started");
            names.add(entry.getKey());
            longer.set(entry.getKey(), kept);
        }
        return plain ? names : longer;
    }

    private static JsonNode networks(ObjectNode networks) {
        ArrayNode names = JSON.arrayNode();
        ObjectNode longer = JSON.objectNode();
        boolean plain = true;
        for (var entry : networks.properties()) {
            JsonNode attachment = entry.getValue().isNull() ? entry.getValue() : kept(entry.getValue(), "networks");
            plain &= attachment.isNull();
            names.add(entry.getKey());
            longer.set(entry.getKey(), attachment);
        }
        return plain ? names : longer;
    }

    private static JsonNode ulimits(ObjectNode ulimits) {
        ObjectNode shorter = JSON.objectNode();
        ulimits.properties().forEach(entry -> {
            JsonNode limit = entry.getValue();
            shorter.set(entry.getKey(), limit.path("hard").isNull() ? limit.path("soft") : limit);
        });
        return shorter;
    }
}
