package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * WorkQueue is the keys that want a pass, with the semantics of client-go's work queue: a key waits at most once, is
 * never handed out twice at the same time, and one that is added while it is being worked on is handed out again after
 * {@link #done}. Keys of a resync wait behind all others. Safe for many threads.
 *
 * @param <K> the key
 */
public final class WorkQueue<K> {
    private final InstantSource clock;
    private final WorkQueueInstruments<K> instruments;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Keys that wait, oldest first; a key is in at most one of the two. */
    private final Set<K> urgent = new LinkedHashSet<>();

    private final Set<K> relaxed = new LinkedHashSet<>();
    private final Set<K> processing = new HashSet<>();

    private final Map<K, Delayed<K>> delayed = new HashMap<>();
    private final PriorityQueue<Delayed<K>> delays = new PriorityQueue<>(Comparator.comparing(Delayed::due));
    private boolean shutDown;

    /** An empty queue that lives by {@code clock}. */
    public WorkQueue(InstantSource clock, WorkQueueInstruments<K> instruments) {
        this.clock = clock;
        this.instruments = instruments;
    }

    private record Delayed<K>(K key, Instant due) {}

    /** Asks for work on the key, before all that was asked for with {@link #addRelaxed}. */
    public void add(K key) {
        lock.lock();
        try {
            if (shutDown || !urgent.add(key)) {
                return;
            }
            if (!relaxed.remove(key)) {
                instruments.added(key);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Asks for work on the key when nothing else waits. */
    public void addRelaxed(K key) {
        lock.lock();
        try {
            if (shutDown || urgent.contains(key) || !relaxed.add(key)) {
                return;
            }
            instruments.added(key);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Asks for work on the key after {@code delay}; of several waits for one key the shortest counts. */
    public void addAfter(K key, Duration delay) {
        if (!delay.isPositive()) {
            add(key);
            return;
        }
        lock.lock();
        try {
            Instant due = clock.instant().plus(delay);
            Delayed<K> known = delayed.get(key);
            if (shutDown || (known != null && !due.isBefore(known.due()))) {
                return;
            }
            if (known != null) {
                delays.remove(known);
            }
            var next = new Delayed<>(key, due);
            delayed.put(key, next);
            delays.add(next);
            instruments.delayed(key);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a key and hands it out; empty once the queue is shut down. The caller must call {@link #done}. */
    public Optional<K> take() throws InterruptedException {
        lock.lock();
        try {
            while (!shutDown) {
                Optional<K> key = next();
                if (key.isPresent()) {
                    return key;
                }
                var _ = changed.awaitNanos(nanosUntilDue());
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Hands out a key if one can be worked on now, without waiting. The caller must call {@link #done}. */
    public Optional<K> poll() {
        lock.lock();
        try {
            return shutDown ? Optional.empty() : next();
        } finally {
            lock.unlock();
        }
    }

    /** When the first of the delayed keys is due. */
    public Optional<Instant> nextDue() {
        lock.lock();
        try {
            return Optional.ofNullable(delays.peek()).map(Delayed::due);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the work on a key that was handed out. */
    public void done(K key) {
        lock.lock();
        try {
            if (processing.remove(key)) {
                instruments.done(key);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting: nothing is handed out or taken in any more. */
    public void shutDown() {
        lock.lock();
        try {
            shutDown = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many keys wait for a pass now, delayed ones not counted. */
    public int depth() {
        lock.lock();
        try {
            return urgent.size() + relaxed.size();
        } finally {
            lock.unlock();
        }
    }

    private Optional<K> next() {
        Instant now = clock.instant();
        for (Delayed<K> first = delays.peek(); first != null && !first.due().isAfter(now); first = delays.peek()) {
            delays.remove();
            delayed.remove(first.key());
            add(first.key());
        }
        return firstIdle(urgent).or(() -> firstIdle(relaxed)).map(this::handOut);
    }

    private Optional<K> firstIdle(Set<K> waiting) {
        return waiting.stream().filter(key -> !processing.contains(key)).findFirst();
    }

    private K handOut(K key) {
        urgent.remove(key);
        relaxed.remove(key);
        processing.add(key);
        instruments.handedOut(key);
        return key;
    }

    private long nanosUntilDue() {
        Delayed<K> first = delays.peek();
        return first == null
                ? Long.MAX_VALUE
                : Duration.between(clock.instant(), first.due()).toNanos();
    }
}
