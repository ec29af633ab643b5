package sre.orion.agent.walk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.resource.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Walk is what to write into one field, and what must then be seen. The tables are {@code walk/<kind>.yaml}, an entry a field:
 *
 * <ul>
 *   <li>{@code set}, {@code change}: two values, one after the other;
 *   <li>{@code shows}: what inspect says then, {@code {set: {PATH: VALUE}, change: {…}}}, by the engine's API; null: gone; not there: as before;
 *   <li>{@code nothing}: why inspect shows nothing;
 *   <li>{@code says}: the reason with which the resource declines and leaves all as it was;
 *   <li>{@code with}: what else stands in the spec all the time; {@code along}: what comes and goes with the value; {@code and}: what comes
 *       only with the second one;
 *   <li>{@code key}: for a {@code *} in the path, {@code walk} unless given; {@code from}: the first API minor version that knows the field;
 *   <li>a {@link Claim}, with the reason for it.
 * </ul>
 *
 * What a failed test prints as shown can be copied into the table, once it was compared with the engine's documentation.
 */
record Walk(SpecField field, ObjectNode entry) {
    /** Claim is how a field differs from the others; a test fails where it is claimed without need. */
    enum Claim {
        /** It takes effect when the object is made the next time. */
        LATER,
        /** Taking it out leaves what it did until the object is made the next time. */
        STAYS,
        /** A fresh host gets another state than one that is updated. */
        FRESH,
        /** The loader takes no value. */
        REFUSED
    }

    private static final String ITEM = "[0]";
    static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The entries of a kind's table by the path of their field. */
    static SortedMap<String, ObjectNode> table(Kind kind) {
        String file = file(kind);
        try (InputStream in = Objects.requireNonNull(Walk.class.getResourceAsStream(file), file)) {
            var entries = new TreeMap<String, ObjectNode>();
            YAML.readTree(in).properties().forEach(entry -> entries.put(entry.getKey(), (ObjectNode) entry.getValue()));
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(Kind kind) {
        return kind.text().toLowerCase(Locale.ROOT) + ".yaml";
    }

    /** The spec without a value for the field. */
    ObjectNode base() {
        return merged(JsonNodeFactory.instance.objectNode(), entry.path("with"));
    }

    /** The spec with the value called {@code set} or {@code change}. */
    ObjectNode with(String value) {
        ObjectNode spec = merged(base(), entry.path("along"));
        put(spec, entry.path(value));
        return value.equals("change") ? merged(spec, entry.path("and")) : spec;
    }

    /** The spec with a value that must be refused. */
    ObjectNode wrong() {
        ObjectNode spec = merged(base(), entry.path("along"));
        put(spec, JSON.valueToTree(field.wrong()));
        return spec;
    }

    /** What inspect must show after a value. */
    SortedMap<String, String> shows(String value) {
        var shows = new TreeMap<String, String>();
        entry.at("/shows/" + value)
                .properties()
                .forEach(field -> shows.put(field.getKey(), field.getValue().toString()));
        return shows;
    }

    /** The reason with which it declines, if it does. */
    Optional<String> reason() {
        return Optional.of(entry.path("says").asString("")).filter(text -> !text.isEmpty());
    }

    boolean says(Claim claim) {
        return entry.has(claim.name().toLowerCase(Locale.ROOT));
    }

    /** The field's place in a spec, such as {@code container.ports[0].target}. */
    String place() {
        return field.path().replace("[]", "[0]").replace("*", key());
    }

    /** Whether an engine of this API version knows the field. */
    boolean isKnownTo(int apiMinor) {
        return entry.path("from").asInt(0) <= apiMinor;
    }

    private void put(ObjectNode spec, JsonNode value) {
        String[] road = place().split("\\.", -1);
        ObjectNode at = spec;
        for (String step : List.of(road).subList(0, road.length - 1)) {
            at = step.endsWith(ITEM) ? item(at, step) : at.withObjectProperty(step);
        }
        String last = road[road.length - 1];
        if (last.endsWith(ITEM)) {
            merged(item(at, last), value);
        } else {
            at.set(last, value);
        }
    }

    private static ObjectNode item(ObjectNode at, String step) {
        ArrayNode list = at.withArrayProperty(step.substring(0, step.length() - ITEM.length()));
        return list.isEmpty() ? list.addObject() : (ObjectNode) list.get(0);
    }

    private String key() {
        return entry.path("key").asString("walk");
    }

    // Later entries go into earlier ones; of a list only the first item is ever filled in.
    private static ObjectNode merged(ObjectNode into, JsonNode more) {
        more.properties().forEach(entry -> {
            JsonNode there = into.get(entry.getKey());
            if (there instanceof ObjectNode object && entry.getValue().isObject()) {
                merged(object, entry.getValue());
            } else if (there instanceof ArrayNode list && list.path(0) instanceof ObjectNode first) {
                merged(first, entry.getValue().path(0));
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
        return into;
    }

    @Override
    public String toString() {
        return field.toString();
    }
}
