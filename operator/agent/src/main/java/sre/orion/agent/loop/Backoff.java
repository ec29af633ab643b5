package sre.orion.agent.loop;

import java.time.Duration;

/**
 * Backoff is how long to wait after so many failures in a row: {@code first}, then twice as long each time, up to
 * {@code limit}. Only for what is the shell's own trouble; how long a Service waits is its reconciler's to say.
 */
record Backoff(Duration first, Duration limit) {
    /** After an exception from a reconciler. */
    static final Backoff PANIC = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(300));
    /** While the engine does not answer. */
    static final Backoff ENGINE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int DOUBLINGS = 20;

    Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.clamp(failures - 1, 0, DOUBLINGS));
        return wait.compareTo(limit) < 0 ? wait : limit;
    }
}
