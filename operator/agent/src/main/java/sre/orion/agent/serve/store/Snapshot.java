package sre.orion.agent.serve.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Snapshot is all objects of a collection at one moment.
 *
 * @param version of the moment: a watch from it misses nothing
 * @param objects by namespace and name
 */
public record Snapshot(long version, SortedMap<String, StoredObject> objects) {

    /** The object of this name, if there is one. */
    public Optional<StoredObject> get(String namespace, String name) {
        return Optional.ofNullable(objects.get(Draft.key(namespace, name)));
    }

    /** All objects after the one with this key; from the first with an empty key. */
    public List<StoredObject> after(String key) {
        return List.copyOf(objects.tailMap(key + "\0").values());
    }

    /** What {@link #after} takes to go on after the object. */
    public static String key(StoredObject object) {
        return object.draft().key();
    }
}
