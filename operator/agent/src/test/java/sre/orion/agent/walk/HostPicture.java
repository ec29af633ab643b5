package sre.orion.agent.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * HostPicture is what the engine's inspect shows of every container, network and volume, in canonical form: sorted, with names in the place of
 * identities, without times, given addresses and the labels that only say which revision made an object. Two hosts in the same state give
 * the same text. It reads the engine's JSON by itself, so that an error of Orion's own reader shows.
 *
 * @param objects by owner, such as {@code Service web}, else by kind and name; each a sorted map from the path of a field to its value
 * @param lives what changes whenever an object is made anew or a container started, by the same keys
 */
public record HostPicture(SortedMap<String, SortedMap<String, JsonNode>> objects, SortedMap<String, String> lives) {
    private static final String OWNER = "orion.sre/owner";
    /** They say which spec and revision made a container, and are never compared: an update in place keeps the old ones. */
    private static final Set<String> INFORMATION = Set.of(
            "orion.sre/spec-hash",
            "orion.sre/revision",
            "com.docker.compose.config-hash",
            "com.docker.compose.depends_on",
            "com.docker.compose.image-volume-digest");

    private static final Set<String> CONTAINER = Set.of("Name", "Config", "HostConfig", "Mounts");
    private static final Set<String> ENDPOINT = Set.of("IPAMConfig", "Links", "Aliases", "DriverOpts", "GwPriority");
    private static final Set<String> NETWORK =
            Set.of("Name", "Driver", "EnableIPv4", "EnableIPv6", "IPAM", "Internal", "Attachable", "Options", "Labels");
    private static final Set<String> VOLUME = Set.of("Name", "Driver", "Options", "Labels");

    /** What engines give out by themselves; walks use other ranges. */
    private static final Pattern GIVEN_ADDRESS = Pattern.compile("(172|192)\\.\\d+\\.\\d+\\.\\d+(/\\d+)?");

    private static final Pattern IDENTITY = Pattern.compile("(?<![0-9a-f])([0-9a-f]{64}|[0-9a-f]{12})(?![0-9a-f])");

    /** The picture of the host behind an API whose GET is given. */
    public static HostPicture of(Function<String, JsonNode> get) {
        return new Painter(get).paint();
    }

    /** The same with fewer objects. */
    public HostPicture only(Predicate<String> wanted) {
        var fewer = new TreeMap<>(objects);
        fewer.keySet().removeIf(wanted.negate());
        return new HostPicture(fewer, lives);
    }

    /** The fields of one object that are not as before, with their value now as JSON; null for those that are gone. */
    SortedMap<String, String> changes(HostPicture before, String object) {
        SortedMap<String, JsonNode> then = before.objects.getOrDefault(object, new TreeMap<>());
        SortedMap<String, JsonNode> now = objects.getOrDefault(object, new TreeMap<>());
        var fields = new TreeSet<>(then.keySet());
        fields.addAll(now.keySet());
        var changes = new TreeMap<String, String>();
        for (String field : fields) {
            String value = String.valueOf(now.get(field));
            if (!value.equals(String.valueOf(then.get(field)))) {
                changes.put(field, value);
            }
        }
        return changes;
    }

    /** Everything that is not as before, a line each. */
    public List<String> differences(HostPicture before) {
        var all = new TreeSet<>(before.objects.keySet());
        all.addAll(objects.keySet());
        var differences = new ArrayList<String>();
        for (String object : all) {
            changes(before, object)
                    .forEach((field, value) -> differences.add("%s: %s: %s -> %s"
                            .formatted(
                                    object,
                                    field,
                                    before.objects
                                            .getOrDefault(object, new TreeMap<>())
                                            .get(field),
                                    value)));
        }
        return differences;
    }

    /** The objects but for one that appeared, went, changed, were made anew or started again. */
    List<String> touched(HostPicture before, String object) {
        var all = new TreeSet<>(before.objects.keySet());
        all.addAll(objects.keySet());
        var touched = new ArrayList<String>();
        for (String other : all) {
            boolean same = String.valueOf(before.lives.get(other)).equals(String.valueOf(lives.get(other)))
                    && changes(before, other).isEmpty();
            if (!same && !other.equals(object)) {
                touched.add(other);
            }
        }
        return touched;
    }

    private static final class Painter {
        private final Function<String, JsonNode> get;
        private final SortedMap<String, String> names = new TreeMap<>();
        private final SortedMap<String, SortedMap<String, JsonNode>> objects = new TreeMap<>();
        private final SortedMap<String, String> lives = new TreeMap<>();

        Painter(Function<String, JsonNode> get) {
            this.get = get;
        }

        HostPicture paint() {
            List<JsonNode> containers = get.apply("/containers/json?all=1")
                    .valueStream()
                    .map(row -> get.apply("/containers/" + text(row, "Id") + "/json"))
                    .toList();
            List<JsonNode> networks = get.apply("/networks").valueStream().toList();
            get.apply("/images/json")
                    .valueStream()
                    .forEach(image -> names.put(
                            text(image, "Id").replace("sha256:", ""),
                            "image " + image.at("/RepoTags/0").asString("")));
            containers.forEach(container ->
                    named(text(container, "Id"), text(container, "Name").substring(1)));
            networks.forEach(network -> named(text(network, "Id"), text(network, "Name")));
            containers.forEach(this::container);
            networks.stream()
                    .filter(network -> !Set.of("bridge", "host", "none").contains(text(network, "Name")))
                    .forEach(network -> object("network", network, chosen(network, NETWORK), text(network, "Id")));
            get.apply("/volumes")
                    .path("Volumes")
                    .forEach(volume -> object(
                            "volume",
                            volume,
                            chosen(volume, VOLUME),
                            text(volume, "Name") + text(volume, "CreatedAt")));
            return new HostPicture(objects, lives);
        }

        private void named(String id, String name) {
            names.put(id, name);
            names.put(id.substring(0, 12), name);
        }

        private void container(JsonNode container) {
            ObjectNode shown = chosen(container, CONTAINER);
            shown.put("Status", container.at("/State/Status").asString());
            shown.put("Image", text(container, "Image"));
            shown.withObject("/Config").put("Hostname", hostname(container));
            ObjectNode networks = shown.putObject("Networks");
            container
                    .at("/NetworkSettings/Networks")
                    .properties()
                    .forEach(entry -> networks.set(entry.getKey(), endpoint(entry.getValue(), text(container, "Id"))));
            shown.set("Mounts", sorted(container.path("Mounts"), "Destination"));
            object("container", container, shown, text(container, "Id") + container.at("/State/StartedAt"));
        }

        // Before API 1.45 the engine adds the short identity behind what was asked for, and names of its own behind
        // that.
        private static ObjectNode endpoint(JsonNode endpoint, String id) {
            ObjectNode shown = chosen(endpoint, ENDPOINT);
            List<String> aliases = endpoint.path("Aliases")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            int own = aliases.indexOf(id.substring(0, 12));
            ArrayNode asked = shown.putArray("Aliases");
            aliases.subList(0, own < 0 ? aliases.size() : own).forEach(asked::add);
            return shown;
        }

        // The engine's own choice is the short identity; in another's network it is that one's.
        private static String hostname(JsonNode container) {
            String hostname = container.at("/Config/Hostname").asString("");
            return IDENTITY.matcher(hostname).matches() ? "" : hostname;
        }

        private static JsonNode sorted(JsonNode list, String key) {
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            list.valueStream()
                    .sorted(Comparator.comparing(item -> text(item, key)))
                    .forEach(sorted::add);
            return sorted;
        }

        private void object(String kind, JsonNode inspected, ObjectNode shown, String life) {
            JsonNode labels = inspected.has("Config") ? inspected.at("/Config/Labels") : inspected.path("Labels");
            String owner = labels.path(OWNER).asString("");
            String key = owner.isEmpty()
                    ? kind + " " + text(inspected, "Name")
                    : owner.substring(owner.indexOf('/') + 1).replace('/', ' ');
            var fields = new TreeMap<String, JsonNode>();
            flatten("", shown, fields);
            if (objects.containsKey(key)) {
                key += " as well " + text(inspected, "Name");
            }
            objects.put(key, fields);
            lives.put(key, life);
        }

        private static ObjectNode chosen(JsonNode from, Set<String> keys) {
            ObjectNode chosen = JsonNodeFactory.instance.objectNode();
            keys.stream()
                    .filter(from::has)
                    .forEach(key -> chosen.set(key, from.get(key).deepCopy()));
            return chosen;
        }

        private void flatten(String path, JsonNode value, SortedMap<String, JsonNode> fields) {
            if (!(value instanceof ObjectNode object)) {
                if (!isNothing(value)) {
                    fields.put(path, anonymous(value));
                }
                return;
            }
            object.properties().forEach(entry -> {
                if (!INFORMATION.contains(entry.getKey())) {
                    flatten(path.isEmpty() ? entry.getKey() : path + "/" + entry.getKey(), entry.getValue(), fields);
                }
            });
        }

        private static boolean isNothing(JsonNode value) {
            return value.isNull()
                    || (value.isArray() && value.isEmpty())
                    || (value.isString() && value.asString().isEmpty())
                    || (value.isBoolean() && !value.asBoolean())
                    || (value.isNumber() && value.asDouble() == 0)
                    || value.asString("").equals("no");
        }

        private JsonNode anonymous(JsonNode value) {
            if (value.isString()) {
                String text = IDENTITY.matcher(value.asString())
                        .replaceAll(found -> names.getOrDefault(
                                found.group(), "<" + found.group().length() + " digits>"));
                return JsonNodeFactory.instance.stringNode(
                        GIVEN_ADDRESS.matcher(text).replaceAll("<given>"));
            }
            if (value instanceof ArrayNode array) {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(anonymous(item)));
                return copy;
            }
            if (value instanceof ObjectNode object) {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(entry -> copy.set(entry.getKey(), anonymous(entry.getValue())));
                return copy;
            }
            return value;
        }

        private static String text(JsonNode node, String field) {
            return node.path(field).asString("");
        }
    }
}
