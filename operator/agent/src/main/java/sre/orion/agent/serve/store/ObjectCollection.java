package sre.orion.agent.serve.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ObjectCollection is the objects of one type and their last changes. Nothing pushes into it: it looks at its source when
 * somebody asks, so what nobody asks for costs nothing, and whoever is served never holds the loop up. Safe for many threads.
 */
public final class ObjectCollection {
    private static final int CHANGES = 1_000;
    private static final long CHANGE_BYTES = 512 * 1024;
    private static final int KEPT_SNAPSHOTS = 8;
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(ObjectCollection.class);

    private final ObjectType type;
    private final Versions versions;
    private final Supplier<List<Draft>> source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Map<Long, Snapshot> pages = new LinkedHashMap<>();
    private Snapshot now = new Snapshot(0, Collections.emptySortedMap());
    private long bytes;
    private long oldest;
    private int watchers;
    private Optional<Thread> looker = Optional.empty();

    /** An empty collection; {@code source} gives the same draft again for what has not changed. */
    public ObjectCollection(ObjectType type, Versions versions, Supplier<List<Draft>> source) {
        this.type = type;
        this.versions = versions;
        this.source = source;
    }

    /** What the collection holds. */
    public ObjectType type() {
        return type;
    }

    /** All objects as they are now. */
    public Snapshot look() {
        lock.lock();
        try {
            boolean first = now.version() == 0;
            if (first) {
                now = new Snapshot(versions.next(), now.objects());
                oldest = now.version();
            }
            refresh();
            if (first) {
                // Nobody knows of anything before the first look, so there is nothing to tell them.
                changes.clear();
                bytes = 0;
                oldest = now.version();
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    private void refresh() {
        var objects = new TreeMap<String, StoredObject>();
        boolean any = false;
        for (Draft draft : source.get()) {
            StoredObject before = now.objects().get(draft.key());
            if (before != null && before.draft().looksLike(draft)) {
                objects.put(draft.key(), before);
                continue;
            }
            var after = new StoredObject(type, draft, versions.next());
            objects.put(draft.key(), after);
            remember(new Change(Optional.ofNullable(before), Optional.of(after), after.version()));
            any = true;
        }
        for (StoredObject before : now.objects().values()) {
            if (!objects.containsKey(before.draft().key())) {
                any = true;
                remember(new Change(Optional.of(before), Optional.empty(), versions.next()));
            }
        }
        if (any) {
            now = new Snapshot(versions.last(), Collections.unmodifiableSortedMap(objects));
            changed.signalAll();
        }
    }

    private void remember(Change change) {
        changes.addLast(change);
        bytes += change.bytes();
        while (changes.size() > CHANGES || bytes > CHANGE_BYTES) {
            Change dropped = changes.removeFirst();
            bytes -= dropped.bytes();
            oldest = dropped.version();
        }
    }

    /** The changes after a version, oldest first. */
    public List<Change> changesAfter(long version) throws ExpiredException {
        lock.lock();
        try {
            if (version < oldest) {
                throw new ExpiredException(version, oldest);
            }
            var after = new ArrayList<Change>();
            var newestFirst = changes.descendingIterator();
            while (newestFirst.hasNext()) {
                Change change = newestFirst.next();
                if (change.version() <= version) {
                    break;
                }
                after.add(change);
            }
            Collections.reverse(after);
            return after;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is a change after a version, for so long at most. */
    public void await(long version, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && now.version() <= version) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the source ten times a second from now on, until as many have left as came. */
    public void join() {
        lock.lock();
        try {
            watchers++;
            if (looker.isEmpty()) {
                Thread thread =
                        Thread.ofVirtual().name("watch " + type.qualified()).unstarted(this::lookOn);
                looker = Optional.of(thread);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes {@link #join} back. */
    public void leave() {
        lock.lock();
        try {
            watchers--;
        } finally {
            lock.unlock();
        }
    }

    private void lookOn() {
        while (lookedOn()) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private boolean lookedOn() {
        lock.lock();
        try {
            if (watchers == 0) {
                looker = Optional.empty();
                return false;
            }
            look();
        } catch (RuntimeException bug) {
            LOG.atError().addKeyValue("type", type.qualified()).setCause(bug).log("what is watched cannot be made");
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** Keeps a snapshot for those who read it page by page; only the last few are kept. */
    public void keep(Snapshot snapshot) {
        lock.lock();
        try {
            pages.put(snapshot.version(), snapshot);
            if (pages.size() > KEPT_SNAPSHOTS) {
                pages.remove(pages.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /** The snapshot of exactly this version, if it is still known. */
    public Optional<Snapshot> at(long version) {
        lock.lock();
        try {
            return now.version() == version ? Optional.of(now) : Optional.ofNullable(pages.get(version));
        } finally {
            lock.unlock();
        }
    }
}
