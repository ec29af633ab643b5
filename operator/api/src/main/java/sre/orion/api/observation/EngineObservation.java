package sre.orion.api.observation;

import java.time.Instant;
import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * EngineObservation is everything a pass knows of the engine.
 *
 * @param observedAt when the lists were asked for
 * @param containers by id
 * @param networks by id; two may share a name
 * @param volumes by name
 * @param images by the reference that a spec writes; holds every reference of the revision
 */
public record EngineObservation(
        Instant observedAt,
        Engine engine,
        SortedMap<String, ObservedContainer> containers,
        SortedMap<String, NetworkState> networks,
        SortedMap<String, VolumeState> volumes,
        SortedMap<String, Observed<ImageState>> images) {

    public EngineObservation {
        containers = Immutable.map(containers);
        networks = Immutable.map(networks);
        volumes = Immutable.map(volumes);
        images = Immutable.map(images);
    }
}
