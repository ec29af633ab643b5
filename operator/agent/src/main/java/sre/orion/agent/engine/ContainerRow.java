package sre.orion.agent.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sre.orion.agent.engine.codec.InspectReader;
import sre.orion.api.observation.ContainerState.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * ContainerRow is one row of the engine's container list: a hint that a container is there, and that it changed.
 *
 * @param bytes the row as it came
 * @param attached ids of the networks in which the container has an endpoint
 */
record ContainerRow(
        String id,
        String name,
        SortedMap<String, String> labels,
        Status status,
        SortedSet<String> attached,
        ByteBuffer bytes) {
    private static final Pattern HEALTH = Pattern.compile("\\((healthy|unhealthy|health: starting)\\)");

    static ContainerRow of(ByteBuffer bytes) {
        JsonNode json = parsed(bytes);
        var labels = new TreeMap<String, String>();
        json.path("Labels").forEachEntry((name, value) -> labels.put(name, value.asString("")));
        return new ContainerRow(
                json.path("Id").asString(""),
                name(json),
                labels,
                InspectReader.status(json.path("State").asString("")),
                attached(json),
                bytes);
    }

    /** Ids of the networks in which a container has an endpoint, as list and inspect tell it alike. */
    static SortedSet<String> attached(JsonNode container) {
        var networks = new TreeSet<String>();
        container.at("/NetworkSettings/Networks").forEach(endpoint -> {
            if (!endpoint.path("EndpointID").asString("").isEmpty()) {
                networks.add(endpoint.path("NetworkID").asString(""));
            }
        });
        return networks;
    }

    /** Whether two rows of one container differ in more than the time they tell and the order of their lists. */
    boolean differsFrom(ContainerRow other) {
        return !bytes.equals(other.bytes) && !settled(bytes).equals(settled(other.bytes));
    }

    // Links give a container further names, of the form /other/alias.
    private static String name(JsonNode json) {
        for (JsonNode name : json.path("Names")) {
            String text = InspectReader.name(name.asString(""));
            if (text.indexOf('/') < 0) {
                return text;
            }
        }
        return "";
    }

    private static JsonNode settled(ByteBuffer bytes) {
        ObjectNode row = (ObjectNode) parsed(bytes);
        Matcher health = HEALTH.matcher(row.path("Status").asString(""));
        row.put("Status", health.find() ? health.group() : "");
        for (String list : new String[] {"Mounts", "Ports"}) {
            if (row.path(list) instanceof ArrayNode array) {
                row.set(list, sorted(array));
            }
        }
        return row;
    }

    private static ArrayNode sorted(ArrayNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        elements.sort(Comparator.comparing(JsonNode::toString));
        return Json.MAPPER.createArrayNode().addAll(elements);
    }

    private static JsonNode parsed(ByteBuffer bytes) {
        return Json.MAPPER.readTree(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
