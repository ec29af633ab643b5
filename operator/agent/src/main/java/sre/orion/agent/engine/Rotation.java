package sre.orion.agent.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rotation is how looks that are needed once in a while are spread evenly over that while. */
final class Rotation {
    private final Duration period;
    private @Nullable Instant last;
    private double due;

    Rotation(Duration period) {
        this.period = period;
    }

    /** How many of so many are due by now; their share of the time since the last question. */
    int due(Instant now, int size) {
        Instant before = last;
        last = now;
        if (before == null) {
            return 0;
        }
        double elapsed = Math.max(0, Duration.between(before, now).toMillis());
        due = Math.min(size, due + size * elapsed / period.toMillis());
        int whole = (int) due;
        due -= whole;
        return whole;
    }
}
