package sre.orion.agent.loop;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.ResourceKey;

/**
 * Sight is what the loop sees: the world as last observed, and for each key what of it is out of date. A pass looks again
 * at no more than what concerns it; a full look that began late enough answers all that wait for one.
 */
final class Sight {
    private final EngineObserver observer;
    private final FileLook files;
    private final Object publishing = new Object();
    private volatile Optional<World> world = Optional.empty();

    /** One full look at a time. */
    private final ReentrantLock looking = new ReentrantLock();
    /** The last doubt that the last full look answers. */
    private long answered;

    private final Object doubtsLock = new Object();
    private final SortedMap<ResourceKey, Doubt> doubts = new TreeMap<>();
    private long lastDoubt;

    Sight(EngineObserver observer, FileLook files) {
        this.observer = observer;
        this.files = files;
    }

    /**
     * What of the observation a key must not trust.
     *
     * @param number of the last doubt that only a full look answers; 0 when there is none
     */
    private record Doubt(long number, SortedSet<String> containers) {}

    /** The world as last seen; empty before the first full look. */
    Optional<World> world() {
        return world;
    }

    /** Whether the engine answered when it was last looked at; true before the first look. */
    boolean engineAnswers() {
        return world.map(World::engineAnswers).orElse(true);
    }

    /** Says that these keys must not trust what is known of what left this footprint. */
    void doubt(SortedSet<ResourceKey> keys, Footprint footprint) {
        synchronized (doubtsLock) {
            lastDoubt++;
            for (ResourceKey key : keys) {
                Doubt known = doubts.getOrDefault(key, new Doubt(0, new TreeSet<>()));
                known.containers().addAll(footprint.containers());
                doubts.put(key, footprint.more() ? new Doubt(lastDoubt, known.containers()) : known);
            }
        }
    }

    /** The world as a pass over this key may trust it; only after the first full look. */
    World look(ResourceKey key) {
        Optional<Doubt> doubt = takeDoubt(key);
        World before = world.orElseThrow();
        if (doubt.isEmpty()) {
            return before;
        }
        if (doubt.get().number() > 0) {
            observer.mark(doubt.get().containers());
            return lookSince(doubt.get().number());
        }
        if (!before.engineAnswers()) {
            // What is told of one container does not make old lists true again; only a full look does.
            observer.mark(doubt.get().containers());
            return before;
        }
        return publish(before, observer.refresh(before.revision(), doubt.get().containers()));
    }

    /** A full look, after which this revision is the one. */
    World lookAround(World next) {
        looking.lock();
        try {
            return lookWith(next);
        } finally {
            looking.unlock();
        }
    }

    private World lookSince(long doubt) {
        looking.lock();
        try {
            World before = world.orElseThrow();
            return answered >= doubt ? before : lookWith(before);
        } finally {
            looking.unlock();
        }
    }

    /** A new revision is published together with what was seen for it, never before. */
    private World lookWith(World before) {
        long answers = lastDoubt();
        SortedMap<String, Observed<FileState>> found = files.look(before.revision());
        Observed<EngineObservation> seen = observer.observe(before.revision());
        answered = answers;
        synchronized (publishing) {
            World now = upToDate(before.with(found), seen);
            world = Optional.of(now);
            return now;
        }
    }

    /** What was seen for a revision that has been replaced meanwhile counts for its own pass only. */
    private World publish(World before, Observed<EngineObservation> seen) {
        synchronized (publishing) {
            World now = upToDate(before, seen);
            if (world.filter(current -> current.isOf(before)).isPresent()) {
                world = Optional.of(now);
            }
            return now;
        }
    }

    /** Looks overlap and end in another order than they began, so not what one of them gave counts but all that is known by now. */
    private World upToDate(World before, Observed<EngineObservation> seen) {
        return before.with(seen.unknown() ? seen : observer.refresh(before.revision(), List.of()));
    }

    private Optional<Doubt> takeDoubt(ResourceKey key) {
        synchronized (doubtsLock) {
            return Optional.ofNullable(doubts.remove(key));
        }
    }

    private long lastDoubt() {
        synchronized (doubtsLock) {
            return lastDoubt;
        }
    }
}
