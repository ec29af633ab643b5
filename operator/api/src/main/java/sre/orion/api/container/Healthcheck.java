package sre.orion.api.container;

import java.time.Duration;
import java.util.List;
import sre.orion.api.Immutable;

/**
 * Healthcheck is how the engine probes a container. Zero durations and retries mean the image's, or the engine's default.
 *
 * @param test {@code [CMD, …]}, {@code [CMD-SHELL, text]}, {@code [NONE]}, or empty for the image's
 * @param startInterval honoured from API 1.44
 */
public record Healthcheck(
        List<String> test,
        Duration interval,
        Duration timeout,
        Duration startPeriod,
        Duration startInterval,
        int retries) {

    public Healthcheck {
        test = Immutable.list(test);
    }

    /** Whether there is a probe at all. */
    public boolean enabled() {
        return !test.isEmpty() && !test.getFirst().equals("NONE");
    }
}
