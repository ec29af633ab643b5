package sre.orion.reconcilers.service;

import java.time.Duration;
import java.time.Instant;
import sre.orion.api.kind.HealSpec;
import sre.orion.api.resource.ResourceKey;
import sre.orion.reconcilers.shared.Fingerprint;

/**
 * Backoff is how long the next try waits after failures in a row: doubling from {@code heal.backoff} to
 * {@code heal.backoffLimit}, and between these up to a tenth more or less, so that Services that failed together do not come
 * back together.
 */
record Backoff(HealSpec heal, ResourceKey key) {
    private static final int MOST_DOUBLINGS = 30;

    /** The wait after this many failures in a row; zero after none. */
    Duration after(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        long first = heal.backoff().toMillis();
        long limit = heal.backoffLimit().toMillis();
        long doubled = first << Math.min(failures - 1, MOST_DOUBLINGS);
        long wait = doubled <= 0 ? limit : Math.min(doubled, limit);
        return Duration.ofMillis(Math.clamp(wait + wait * jitterPerMille(failures) / 1000, first, limit));
    }

    /** How much longer to wait; zero or less when it is time. */
    Duration remaining(int failures, Instant lastFailure, Instant now) {
        return Duration.between(now, lastFailure.plus(after(failures)));
    }

    /** From -100 to 100, the same for the same Service and count. */
    private int jitterPerMille(int failures) {
        long digits = Long.parseLong(Fingerprint.of(key + " " + failures).substring(0, 8), 16);
        return (int) (digits % 201) - 100;
    }
}
