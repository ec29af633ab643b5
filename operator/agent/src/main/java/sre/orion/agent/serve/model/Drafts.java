package sre.orion.agent.serve.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import sre.orion.agent.serve.store.Cell;
import sre.orion.agent.serve.store.Draft;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Drafts is the drafts of one type, made of records; a record that is the same as at the last look keeps its draft.
 *
 * @param <T> the records
 */
final class Drafts<T> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Function<T, String> key;
    private final BiPredicate<T, T> same;
    private final Function<T, Draft> make;
    private Map<String, Made<T>> made = Map.of();

    private record Made<T>(T record, Draft draft) {}

    /** Drafts of records that are told apart by {@code key}, made by {@code make}. */
    Drafts(Function<T, String> key, BiPredicate<T, T> same, Function<T, Draft> make) {
        this.key = key;
        this.same = same;
        this.make = make;
    }

    /** The drafts of these records, in their order. */
    List<Draft> of(List<T> records) {
        Map<String, Made<T>> next = HashMap.newHashMap(records.size());
        var drafts = new ArrayList<Draft>(records.size());
        for (T record : records) {
            String name = key.apply(record);
            Made<T> before = made.get(name);
            Made<T> now = before != null && same.test(before.record(), record)
                    ? before
                    : new Made<>(record, make.apply(record));
            next.put(name, now);
            drafts.add(now.draft());
        }
        made = next;
        return drafts;
    }

    /** A draft of an object as JSON with its metadata; {@code apiVersion} and {@code kind} need not be there. */
    static Draft draft(ObjectNode object, SortedMap<String, String> fields, List<Cell> cells) {
        JsonNode metadata = object.path("metadata");
        var labels = new TreeMap<String, String>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        object.remove(List.of("apiVersion", "kind", "metadata"));
        String rest =
                object.isEmpty() ? "" : "," + JSON.writeValueAsString(object).substring(1);
        String fieldsOnly = rest.isEmpty() ? "" : rest.substring(0, rest.length() - 1);
        return new Draft(
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                labels,
                fields,
                cells,
                JSON.writeValueAsBytes(metadata),
                fieldsOnly.getBytes(StandardCharsets.UTF_8));
    }
}
