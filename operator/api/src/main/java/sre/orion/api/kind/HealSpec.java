package sre.orion.api.kind;

import java.time.Duration;

/**
 * HealSpec is how a Service is brought back.
 *
 * @param grace how long a container must have run before {@code unhealthy} counts; default 0 s, as the health check has
 *     its own start period
 * @param attempts how many restarts in a row may leave it unhealthy before the Service is Stalled, 1 or more; default 5
 * @param backoff the first wait after a failed call or a run shorter than 10 s; doubles each time; default 10 s
 * @param backoffLimit the longest wait; default 300 s
 */
public record HealSpec(Duration grace, int attempts, Duration backoff, Duration backoffLimit) {
    /** The defaults of every component. */
    public static final HealSpec DEFAULT =
            new HealSpec(Duration.ZERO, 5, Duration.ofSeconds(10), Duration.ofSeconds(300));

    public HealSpec {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more, not " + attempts);
        }
        if (grace.isNegative() || !backoff.isPositive() || backoffLimit.compareTo(backoff) < 0) {
            throw new IllegalArgumentException(
                    "grace must not be negative, backoff must be above 0 and at most backoffLimit");
        }
    }
}
