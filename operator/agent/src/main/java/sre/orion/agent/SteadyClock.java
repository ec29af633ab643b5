package sre.orion.agent;

import java.time.Instant;
import java.time.InstantSource;

/** SteadyClock starts at the time of day and then never jumps, whatever is done to the machine's clock: waits go by it. */
final class SteadyClock implements InstantSource {
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return began.plusNanos(System.nanoTime() - beganNanos);
    }
}
