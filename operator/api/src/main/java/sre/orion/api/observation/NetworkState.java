package sre.orion.api.observation;

import java.util.SortedMap;
import java.util.SortedSet;
import sre.orion.api.Immutable;
import sre.orion.api.kind.NetworkSpec;

/**
 * NetworkState is one network as the engine tells it.
 *
 * @param definition its options in the words of a spec; project and key are empty when no label says them
 * @param labels all of them, Compose's and Orion's included
 * @param containers ids of the containers attached to it
 */
public record NetworkState(
        String id, NetworkSpec definition, SortedMap<String, String> labels, SortedSet<String> containers) {
    public NetworkState {
        labels = Immutable.map(labels);
        containers = Immutable.set(containers);
    }
}
