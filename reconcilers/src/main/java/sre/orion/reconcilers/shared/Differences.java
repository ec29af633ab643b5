package sre.orion.reconcilers.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sre.orion.api.plan.Difference;

/** Differences is a list of differences being found, all of one class; null, empty and absent mean the same to the engine. */
public final class Differences {
    private final Difference.Change change;
    private final List<Difference> found = new ArrayList<>();

    public Differences(Difference.Change change) {
        this.change = change;
    }

    /** Compares two values as text. */
    public Differences value(String field, @Nullable Object wanted, @Nullable Object there) {
        String wantedText = Objects.toString(wanted, "");
        String thereText = Objects.toString(there, "");
        if (!wantedText.equals(thereText)) {
            found.add(new Difference(field, Secrets.mask(field, wantedText), Secrets.mask(field, thereText), change));
        }
        return this;
    }

    /** Compares two values, if one is wanted at all. */
    public Differences requested(String field, @Nullable Object wanted, @Nullable Object there) {
        return wanted == null ? this : value(field, wanted, there);
    }

    /** Compares the entries that are wanted; others may be there as well. */
    public Differences entries(String field, SortedMap<String, String> wanted, SortedMap<String, String> there) {
        wanted.forEach((key, value) -> value(field + "." + key, value, there.get(key)));
        return this;
    }

    /** Compares all entries. */
    public Differences allEntries(String field, SortedMap<String, String> wanted, SortedMap<String, String> there) {
        SortedMap<String, String> keys = new TreeMap<>(there);
        keys.putAll(wanted);
        keys.keySet().forEach(key -> value(field + "." + key, wanted.get(key), there.get(key)));
        return this;
    }

    /** What was found, in the order of the comparisons. */
    public List<Difference> list() {
        return List.copyOf(found);
    }

    /** The fields that differ, comma separated. */
    public static String fields(List<Difference> differences) {
        return differences.stream().map(Difference::field).collect(Collectors.joining(", "));
    }
}
