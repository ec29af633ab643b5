package sre.orion.agent.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** LoopThreads drives a loop in production: one virtual thread waits for work, and each piece of it gets its own. */
public final class LoopThreads implements AutoCloseable {
    /** Far above what a node needs, and yet a bound: a slow pull of one Service must not delay another. */
    public static final int AT_ONCE = 256;

    private static final Duration GRACE = Duration.ofMillis(1500);

    private final Loop loop;
    private final WorkQueue<Work> queue;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Thread dispatcher = Thread.ofVirtual().name("loop").unstarted(this::dispatch);

    /** Threads that are not started yet. */
    public LoopThreads(Loop loop, WorkQueue<Work> queue) {
        this.loop = loop;
        this.queue = queue;
    }

    /** Starts to take work from the queue. */
    public void start() {
        dispatcher.start();
    }

    private void dispatch() {
        try {
            for (Optional<Work> work = queue.take(); work.isPresent(); work = queue.take()) {
                permits.acquire();
                Work next = work.get();
                Thread worker = Thread.ofVirtual().name("loop " + next).unstarted(() -> work(next));
                workers.add(worker);
                worker.start();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Work work) {
        try {
            loop.run(work);
        } finally {
            queue.done(work);
            permits.release();
            workers.remove(Thread.currentThread());
        }
    }

    /**
     * Ends the loop between two actions: short calls may finish within a second or two; a pull or stop that takes longer is
     * abandoned, its outcome unknown.
     */
    @Override
    public void close() {
        loop.close();
        awaitWorkers();
        workers.forEach(Thread::interrupt);
        awaitWorkers();
        dispatcher.interrupt();
    }

    private void awaitWorkers() {
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (Thread worker : workers) {
                var left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.isPositive()) {
                    worker.join(left);
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
