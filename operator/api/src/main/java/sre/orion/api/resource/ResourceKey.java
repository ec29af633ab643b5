package sre.orion.api.resource;

/**
 * ResourceKey is the identity of a resource: what work queues, reports and events are keyed by.
 *
 * @param namespace the node that owns the resource
 */
public record ResourceKey(Kind kind, String namespace, String name) implements Comparable<ResourceKey> {
    /** By kind, namespace and name; without a comparator's calls, for a pass compares keys by the thousand. */
    @Override
    public int compareTo(ResourceKey other) {
        int order = kind.compareTo(other.kind);
        if (order == 0) {
            order = namespace.compareTo(other.namespace);
        }
        return order == 0 ? name.compareTo(other.name) : order;
    }

    /** The key as people read it: {@code Service cortex/web}. */
    @Override
    public String toString() {
        return kind.text() + " " + namespace + "/" + name;
    }
}
