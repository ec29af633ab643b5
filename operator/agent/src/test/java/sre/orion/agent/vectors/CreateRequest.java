package sre.orion.agent.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CreateRequest is a request that makes a container, a network or a volume, in the one form in which requests can be
 * compared (see the README of the vectors): every field that says something, by its path.
 *
 * @param what it makes, in the project's own words: {@code service web}, {@code network front}, {@code volume data}
 * @param fields the values as JSON, lists that are sets sorted; the name in the query is the field {@code name}
 */
record CreateRequest(String what, SortedMap<String, String> fields) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LABEL = "com.docker.compose.";
    private static final String DEPENDS_ON = "/Labels/com.docker.compose.depends_on";

    /** Lists whose order is that of a hash map. */
    private static final Set<String> SETS = Set.of("Env", "Binds", "Mounts", "Ulimits", "ExtraHosts");

    /** Objects whose keys are not the engine's but the user's: here an empty value says something. */
    private static final Set<String> MAPS = Set.of(
            "Labels",
            "Sysctls",
            "Options",
            "DriverOpts",
            "Config",
            "Tmpfs",
            "StorageOpt",
            "Annotations",
            "ExposedPorts",
            "EndpointsConfig",
            "PortBindings",
            "AuxiliaryAddresses");

    /** Fields where only null is as good as absent. */
    private static final Set<String> TELLING = Set.of(
            "Cmd",
            "Entrypoint",
            "Test",
            "StopTimeout",
            "Init",
            "PidsLimit",
            "MemorySwappiness",
            "MaskedPaths",
            "ReadonlyPaths",
            "EnableIPv4",
            "EnableIPv6");

    /** Labels that say who made a thing, when and of which files: Orion's own, and Compose's that name its hash and its files. */
    private static final List<String> MAKERS = List.of(
            "/Labels/orion.sre/",
            "/Labels/com.docker.compose.config-hash",
            "/Labels/com.docker.compose.version",
            "/Labels/com.docker.compose.replace",
            "/Labels/com.docker.compose.project.config_files",
            "/Labels/com.docker.compose.project.working_dir",
            "/Labels/com.docker.compose.project.environment_file");

    private static final Pattern TEMPORARY = Pattern.compile("^(?:[0-9a-f]{12}|<container:[^>]*>)_|-orion-next$");
    private static final Pattern LATER = Pattern.compile("#\\d+>");
    private static final Pattern DIGEST = Pattern.compile("@sha256:[0-9a-f]{64}");
    private static final Pattern IMAGE = Pattern.compile("<image:[^>]*>");
    private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");

    /**
     * The request with this path and query.
     *
     * @param name the {@code name} of the query, of a container
     */
    static CreateRequest of(JsonNode body, String name, String platform) {
        ObjectNode plain =
                (ObjectNode) JSON.readTree(LATER.matcher(body.toString()).replaceAll(">"));
        if (!name.isEmpty()) {
            plain.put("name", TEMPORARY.matcher(name).replaceAll(""));
        }
        if (!platform.isEmpty()) {
            plain.put("platform", platform);
        }
        SortedMap<String, String> fields = new TreeMap<>();
        flatten("", plain, fields);
        fields.computeIfPresent(
                "/Labels/com.docker.compose.image",
                (_, image) -> DIGEST.matcher(image.replace(":latest>", ">")).replaceAll("@<image-id>"));
        fields.computeIfPresent(DEPENDS_ON, (_, value) -> sorted(value));
        fields.keySet().removeIf(field -> MAKERS.stream().anyMatch(field::startsWith));
        fields.remove("/HostConfig/RestartPolicy/Name", "\"no\"");
        return new CreateRequest(what(plain.path("Labels")), fields);
    }

    /**
     * A file that is put into a container.
     *
     * @param container the placeholder of its container, such as {@code <container:web>}
     * @param query the parameters of the request
     * @param file the one entry of the tar
     */
    static CreateRequest file(String container, JsonNode query, JsonNode file) {
        SortedMap<String, String> fields = new TreeMap<>();
        flatten("/query", query, fields);
        flatten("/file", file, fields);
        String owner = LATER.matcher(container).replaceAll(">");
        return new CreateRequest("file " + file.path("name").asString() + " of " + owner, fields);
    }

    /** The text in a field; empty when there is none. */
    String text(String field) {
        String quoted = fields.getOrDefault(field, "\"\"");
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String what(JsonNode labels) {
        for (String kind : List.of("service", "network", "volume")) {
            if (labels.has(LABEL + kind)) {
                return kind + " " + labels.path(LABEL + kind).asString();
            }
        }
        return "something without a label";
    }

    private static String sorted(String quoted) {
        String[] parts = quoted.substring(1, quoted.length() - 1).split(",", -1);
        Arrays.sort(parts);
        return '"' + String.join(",", parts) + '"';
    }

    private static void flatten(String path, JsonNode node, SortedMap<String, String> fields) {
        String field = path.substring(path.lastIndexOf('/') + 1);
        switch (node) {
            case ObjectNode object
            when !object.isEmpty() ->
                object.forEachEntry((key, value) -> {
                    String below = path + "/" + key;
                    if (MAPS.contains(field) && says(value)) {
                        fields.put(below, "");
                    }
                    flatten(below, value, fields);
                });
            case ArrayNode array
            when !array.isEmpty() -> {
                List<JsonNode> items = new ArrayList<>();
                array.forEach(items::add);
                if (SETS.contains(field)) {
                    items.sort(Comparator.comparing(CreateRequest::order));
                }
                for (int i = 0; i < items.size(); i++) {
                    flatten(path + "/" + i, items.get(i), fields);
                }
            }
            case JsonNode value when says(field, path, value) -> fields.put(path, text(field, value));
            default -> {}
        }
    }

    private static String order(JsonNode item) {
        return item.path("Target").asString("") + item.path("Name").asString("") + item;
    }

    /** Whether an entry of a map is one that only its key tells. */
    private static boolean says(JsonNode value) {
        return value.isContainer() || value.isNull();
    }

    private static boolean says(String field, String path, JsonNode value) {
        if (value.isNull()) {
            return false;
        }
        String[] parts = path.split("/", -1);
        boolean users = parts.length > 1 && MAPS.contains(parts[parts.length - 2]);
        boolean listed = field.matches("\\d+");
        boolean nothing = (value.isContainer() && value.isEmpty())
                || (value.isString() && value.asString().isEmpty())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isBoolean() && !value.asBoolean());
        return !nothing || TELLING.contains(field) || listed || (users && !value.isContainer());
    }

    private static String text(String field, JsonNode value) {
        boolean anonymous =
                field.equals("Source") && ANONYMOUS.matcher(value.asString("")).matches();
        if (field.equals("com.docker.compose.image-volume-digest")) {
            return IMAGE.matcher(value.toString()).replaceAll("<image-id>");
        }
        if (value.asString("").startsWith("<anonymous:")) {
            return "\"<anonymous>\"";
        }
        return anonymous ? "\"<anonymous>\"" : value.toString();
    }
}
