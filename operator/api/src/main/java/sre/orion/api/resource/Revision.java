package sre.orion.api.resource;

import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Revision is one complete, valid state of {@code specs/} for one node; it is taken whole or not at all.
 *
 * @param id the Git commit, or {@code sha256:…} over the files of a folder
 * @param node the node whose resources these are
 */
public record Revision(String id, String node, SortedMap<ResourceKey, Resource<?>> resources) {
    public Revision {
        resources = Immutable.map(resources);
    }
}
