package sre.orion.agent.serve.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** ObjectStore is the collections that are served, in the order of discovery. */
public final class ObjectStore {
    private final Map<String, ObjectCollection> collections = new LinkedHashMap<>();
    private final Map<String, ObjectCollection> empty = new ConcurrentHashMap<>();
    private final Versions versions;

    /** A store of these collections, which share their versions. */
    public ObjectStore(Versions versions, List<ObjectCollection> collections) {
        this.versions = versions;
        collections.forEach(each -> this.collections.put(
                name(each.type().group(), each.type().version(), each.type().plural()), each));
    }

    /** The collection that paths name by group, version and plural, if it is served. */
    public Optional<ObjectCollection> collection(String group, String version, String plural) {
        return Optional.ofNullable(collections.get(name(group, version, plural)));
    }

    /** A collection of a type that there is nothing of. */
    public ObjectCollection empty(ObjectType type) {
        return empty.computeIfAbsent(type.qualified(), _ -> new ObjectCollection(type, versions, List::of));
    }

    /** All types, in their order. */
    public List<ObjectType> types() {
        return collections.values().stream().map(ObjectCollection::type).toList();
    }

    /** All collections, in their order. */
    public List<ObjectCollection> collections() {
        return List.copyOf(collections.values());
    }

    /** The last version that was given out, in any collection. */
    public long version() {
        return versions.last();
    }

    private static String name(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }
}
