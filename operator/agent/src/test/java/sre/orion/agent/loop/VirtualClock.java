package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** VirtualClock is a clock that only moves when told to. */
final class VirtualClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    void advanceTo(Instant time) {
        now = now.isAfter(time) ? now : time;
    }
}
