package sre.orion.agent.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Deadline is the moment at which work is broken off. The transport's own time-outs have no effect on unix sockets
 * (docker-java 3.7.1 does not wire them to the channel); an interrupt of the thread that waits closes the channel.
 */
final class Deadline {
    private final Duration limit;
    private final long end;

    private Deadline(Duration limit) {
        this.limit = limit;
        end = System.nanoTime() + limit.toNanos();
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /** The time left; never less than zero. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** The time that was given at first, as messages name it. */
    @Override
    public String toString() {
        return limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
    }

    /**
     * What the work gives, done on a virtual thread that is interrupted at the deadline or when the caller is.
     *
     * @param late takes a result that came too late, to close it
     * @throws ExecutionException with what the work threw
     */
    <T> T within(Callable<T> work, Consumer<T> late) throws ExecutionException, TimeoutException, InterruptedException {
        var result = new CompletableFuture<T>();
        Thread worker = Thread.ofVirtual().name("engine-call").start(() -> {
            try {
                T value = work.call();
                if (!result.complete(value)) {
                    late.accept(value);
                }
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } finally {
            // Whoever completes first wins: after this a result is either here or given to `late`.
            if (result.cancel(false)) {
                worker.interrupt();
            }
        }
    }
}
