package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.api.resource.ResourceKey;

/** Wave is one resync on its way through all keys. */
final class Wave {
    private final Instant began;
    private final SortedSet<ResourceKey> left;

    Wave(Instant began, SortedSet<ResourceKey> keys) {
        this.began = began;
        left = new TreeSet<>(keys);
    }

    /** Notes that a key had its pass; after the last one gives how long the whole resync took. */
    synchronized Optional<Duration> passed(ResourceKey key, Instant now) {
        return left.remove(key) && left.isEmpty() ? Optional.of(Duration.between(began, now)) : Optional.empty();
    }
}
