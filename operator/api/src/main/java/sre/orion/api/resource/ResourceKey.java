package sre.orion.api.resource;

import java.util.Comparator;

/**
 * ResourceKey is the identity of a resource: what work queues, reports and events are keyed by.
 *
 * @param namespace the node that owns the resource
 */
public record ResourceKey(Kind kind, String namespace, String name) implements Comparable<ResourceKey> {
    private static final Comparator<ResourceKey> ORDER = Comparator.comparing(ResourceKey::kind)
            .thenComparing(ResourceKey::namespace)
            .thenComparing(ResourceKey::name);

    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }

    /** The key as people read it: {@code Service cortex/web}. */
    @Override
    public String toString() {
        return kind.text() + " " + namespace + "/" + name;
    }
}
