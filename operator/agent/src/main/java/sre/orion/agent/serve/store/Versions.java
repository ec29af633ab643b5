package sre.orion.agent.serve.store;

import java.util.function.LongConsumer;

/**
 * Versions gives out resource versions: each above all that were given out before, over restarts too. A whole block is
 * reserved at a time, so that the disk is asked once for many.
 */
public final class Versions {
    private static final long BLOCK = 100_000;

    private final LongConsumer reserve;
    private long last;
    private long reserved;

    /**
     * Versions above all that may have been given out.
     *
     * @param reserved up to where earlier processes may have given out
     * @param now milliseconds since 1970: what clients remember stays below it also where the reservation was lost
     * @param reserve writes down up to where this process may give out
     */
    public Versions(long reserved, long now, LongConsumer reserve) {
        this.reserve = reserve;
        last = Math.max(reserved, now);
        this.reserved = last;
    }

    synchronized long next() {
        if (last == reserved) {
            reserved += BLOCK;
            reserve.accept(reserved);
        }
        return ++last;
    }

    /** The last version that was given out. */
    public synchronized long last() {
        return last;
    }
}
