package sre.orion.reconcilers.shared;

import java.time.Duration;
import java.time.Instant;
import sre.orion.api.resource.ResourceKey;

/**
 * Backoff is how long the next try waits after failures in a row: doubling, and up to a tenth more or less, so that
 * what failed together does not come back together.
 *
 * @param first the wait after the first failure, and the shortest
 * @param limit the longest wait
 */
public record Backoff(Duration first, Duration limit, ResourceKey key) {
    private static final int MOST_DOUBLINGS = 30;

    /** The wait after this many failures in a row; zero after none. */
    public Duration after(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        long shortest = first.toMillis();
        long longest = limit.toMillis();
        long doubled = shortest << Math.min(failures - 1, MOST_DOUBLINGS);
        long wait = doubled <= 0 ? longest : Math.min(doubled, longest);
        return Duration.ofMillis(Math.clamp(wait + wait * jitterPerMille(failures) / 1000, shortest, longest));
    }

    /** How much longer to wait; zero or less when it is time. */
    public Duration remaining(int failures, Instant lastFailure, Instant now) {
        return Duration.between(now, lastFailure.plus(after(failures)));
    }

    /** From -100 to 100, the same for the same key and count. */
    private int jitterPerMille(int failures) {
        long digits = Long.parseLong(Fingerprint.of(key + " " + failures).substring(0, 8), 16);
        return (int) (digits % 201) - 100;
    }
}
