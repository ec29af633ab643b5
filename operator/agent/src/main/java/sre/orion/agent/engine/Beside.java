package sre.orion.agent.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import sre.orion.agent.engine.TransportException.Effect;

/** Beside is reads of the engine beside each other, so that one that hangs delays no other; a few at a time. */
final class Beside {
    private final int atOnce;

    /** Reads with so many beside each other; with 1 they follow each other on the calling thread. */
    Beside(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Read is what is done for each of the things. */
    interface Read<T> {
        void of(T thing) throws TransportException;
    }

    /**
     * Reads all of them and waits for the last.
     *
     * @throws TransportException the first failure, when all have ended
     */
    <T> void each(Collection<T> things, Read<T> read) throws TransportException {
        if (things.size() <= 1 || atOnce == 1) {
            for (T thing : things) {
                read.of(thing);
            }
            return;
        }
        var permits = new Semaphore(atOnce);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reads = new ArrayList<>();
            for (T thing : things) {
                reads.add(executor.submit(() -> {
                    permits.acquire();
                    try {
                        read.of(thing);
                        return null;
                    } finally {
                        permits.release();
                    }
                }));
            }
            await(executor, reads);
        }
    }

    private static void await(ExecutorService executor, List<Future<?>> reads) throws TransportException {
        try {
            for (Future<?> read : reads) {
                read.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failed) {
                throw failed;
            }
            throw new IllegalStateException("A read of the engine went wrong", e.getCause());
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
            throw new TransportException(Effect.UNKNOWN, "interrupted while reading from the engine", e);
        }
    }
}
