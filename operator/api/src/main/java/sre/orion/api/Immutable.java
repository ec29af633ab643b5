package sre.orion.api;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Immutable is how records of the vocabulary copy the collections they are given: null becomes empty, and iteration
 * order is the same in every JVM (the unmodifiable maps and sets of {@code java.util} iterate in an order salted per run).
 */
public final class Immutable {
    private Immutable() {}

    /** The elements in their order; null gives an empty list. */
    public static <T> List<T> list(@Nullable List<T> elements) {
        return elements == null ? List.of() : List.copyOf(elements);
    }

    /** The elements sorted and without doubles; null gives an empty set. */
    public static <T extends Comparable<? super T>> SortedSet<T> set(@Nullable Collection<T> elements) {
        return Collections.unmodifiableSortedSet(elements == null ? new TreeSet<>() : new TreeSet<>(elements));
    }

    /** The entries sorted by key; values may be null; null gives an empty map. */
    public static <K extends Comparable<? super K>, V extends @Nullable Object> SortedMap<K, V> map(
            @Nullable Map<K, V> entries) {
        return Collections.unmodifiableSortedMap(entries == null ? new TreeMap<>() : new TreeMap<>(entries));
    }
}
