package sre.orion.api.resource;

import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Metadata is the part of Kubernetes' ObjectMeta that specs carry.
 *
 * @param generation counts changes of the spec from 1; 0 until the store has numbered it
 */
public record Metadata(
        String name,
        String namespace,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        long generation) {

    public Metadata {
        labels = Immutable.map(labels);
        annotations = Immutable.map(annotations);
    }
}
