package sre.orion.specs.project;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Patterns is what belongs to places of a Compose file, written as roads in which {@code *} stands for any key or item:
 * {@code services.*.ports}. It is walked along with the tree, one key at a time.
 */
final class Patterns<T> {
    private final Map<String, Patterns<T>> next = new TreeMap<>();
    private @Nullable T value;

    static <T> Patterns<T> of(Map<String, T> values) {
        var top = new Patterns<T>();
        values.forEach((road, value) -> {
            Patterns<T> at = top;
            for (String key : road.split("\\.", -1)) {
                at = at.next.computeIfAbsent(key, _ -> new Patterns<>());
            }
            at.value = value;
        });
        return top;
    }

    /** What belongs to the place below this one that {@code key} leads to. */
    Patterns<T> at(String key) {
        Patterns<T> named = next.get(key);
        Patterns<T> found = named == null ? next.get("*") : named;
        return found == null ? new Patterns<>() : found;
    }

    /** What belongs to this place; null when nothing does. */
    @Nullable
    T value() {
        return value;
    }

    /** Whether nothing belongs to this place or to any below it. */
    boolean isEmpty() {
        return value == null && next.isEmpty();
    }
}
