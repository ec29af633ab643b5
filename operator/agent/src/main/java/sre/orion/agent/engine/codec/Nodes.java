package sre.orion.agent.engine.codec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nodes is how the values of Go's JSON are read and written: absent, null and empty mean the same there, and engines differ
 * in which of them they say.
 */
final class Nodes {
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Nodes() {}

    static ObjectNode object() {
        return FACTORY.objectNode();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    static Optional<String> filled(JsonNode node, String field) {
        return Optional.of(text(node, field)).filter(value -> !value.isEmpty());
    }

    static long number(JsonNode node, String field) {
        return node.path(field).asLong(0);
    }

    static boolean flag(JsonNode node, String field) {
        return node.path(field).asBoolean(false);
    }

    static Duration nanoseconds(JsonNode node, String field) {
        return Duration.ofNanos(number(node, field));
    }

    static List<String> texts(JsonNode node, String field) {
        return list(node, field, value -> value.asString(""));
    }

    static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> element) {
        JsonNode array = node.path(field);
        var list = new ArrayList<T>(array.size());
        for (JsonNode value : array) {
            list.add(element.apply(value));
        }
        return list;
    }

    static SortedMap<String, String> map(JsonNode node, String field) {
        var map = new TreeMap<String, String>();
        node.path(field).forEachEntry((key, value) -> map.put(key, value.asString("")));
        return map;
    }

    /** The texts, or null where there are none. */
    static JsonNode orNull(Collection<String> texts) {
        return texts.isEmpty() ? NullNode.instance : array(texts);
    }

    static ArrayNode array(Collection<String> texts) {
        ArrayNode array = FACTORY.arrayNode(texts.size());
        texts.forEach(array::add);
        return array;
    }

    /** The entries, or null where there are none. */
    static JsonNode orNull(Map<String, String> entries) {
        return entries.isEmpty() ? NullNode.instance : object(entries);
    }

    static ObjectNode object(Map<String, String> entries) {
        ObjectNode object = object();
        entries.forEach(object::put);
        return object;
    }

    /** The elements in JSON, or null where there are none. */
    static <T> JsonNode orNull(Collection<T> elements, Function<T, JsonNode> json) {
        if (elements.isEmpty()) {
            return NullNode.instance;
        }
        ArrayNode array = FACTORY.arrayNode(elements.size());
        elements.forEach(element -> array.add(json.apply(element)));
        return array;
    }
}
