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
 * @param claims the same containers by whose they say they are
 */
public record EngineObservation(
        Instant observedAt,
        Engine engine,
        SortedMap<String, ObservedContainer> containers,
        SortedMap<String, NetworkState> networks,
        SortedMap<String, VolumeState> volumes,
        SortedMap<String, Observed<ImageState>> images,
        Claims claims) {

    public EngineObservation {
        containers = Immutable.map(containers);
        networks = Immutable.map(networks);
        volumes = Immutable.map(volumes);
        images = Immutable.map(images);
    }

    /** An observation whose claims are those of its containers. */
    public EngineObservation(
            Instant observedAt,
            Engine engine,
            SortedMap<String, ObservedContainer> containers,
            SortedMap<String, NetworkState> networks,
            SortedMap<String, VolumeState> volumes,
            SortedMap<String, Observed<ImageState>> images) {
        this(observedAt, engine, containers, networks, volumes, images, Claims.of(containers.values()));
    }
}
