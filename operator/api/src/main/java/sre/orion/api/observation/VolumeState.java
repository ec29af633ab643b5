package sre.orion.api.observation;

import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.api.kind.VolumeSpec;

/**
 * VolumeState is one volume as the engine tells it; its name is its identity.
 *
 * @param definition its options in the words of a spec; project and key are empty when no label says them
 * @param labels all of them, Compose's and Orion's included
 */
public record VolumeState(VolumeSpec definition, SortedMap<String, String> labels) {
    public VolumeState {
        labels = Immutable.map(labels);
    }
}
