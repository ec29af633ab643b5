package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.engine.EngineEvents;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;

/**
 * Loop turns what happens into work, and does the work. It has no thread and no wait of its own: whoever drives it takes
 * work from the queue, hands it to {@link #run} on any thread, and says {@link WorkQueue#done}.
 */
public final class Loop implements EngineEvents.Listener {
    /** How often everything is looked at although nothing seems to have happened. */
    public static final Duration RESYNC = Duration.ofSeconds(30);

    private final Revisions revisions;
    private final String renderFolder;
    private final EngineObserver observer;
    private final Sight sight;
    private final Controller controller;
    private final Executor executor;
    private final Pacing pacing;

    private volatile Optional<World> wanted = Optional.empty();
    private volatile Optional<Instant> lastGoodLook = Optional.empty();
    private final AtomicInteger failedLooks = new AtomicInteger();

    /** A loop at rest; {@link #begin} gives it its first work. */
    public Loop(LoopParts parts, Pacing pacing) {
        revisions = parts.revisions();
        renderFolder = parts.renderFolder();
        observer = parts.observer();
        executor = new Executor(parts.engine(), pacing.clock(), pacing.listener());
        sight = new Sight(observer);
        controller = new Controller(sight, parts.holds(), parts.core(), parts.records(), executor, pacing);
        this.pacing = pacing;
    }

    /** Asks for the first look at the specs, from which all else follows. */
    public void begin() {
        pacing.queue().add(new Work.ReadSource());
    }

    /** Does a piece of work. */
    public void run(Work work) {
        try {
            switch (work) {
                case Work.Pass(ResourceKey key) -> pass(key);
                case Work.Resync() -> resync();
                case Work.ReadSource() -> readSource();
            }
        } catch (RuntimeException bug) {
            pacing.listener().broke(work, bug);
            pacing.queue().addAfter(work, Backoff.PANIC.first());
        }
    }

    /** Lets no further step begin and hands out no further work; what is under way goes on. */
    public void close() {
        executor.close();
        pacing.queue().shutDown();
    }

    @Override
    public void onEvent(EngineEvent event) {
        observer.mark(event);
        sight.world().ifPresent(world -> wake(Wakeup.of(event, world)));
    }

    @Override
    public void onGap() {
        observer.markAll();
        pacing.queue().add(new Work.Resync());
    }

    /** Asks for a pass over one resource now. */
    public void wake(ResourceKey key) {
        pacing.queue().add(new Work.Pass(key));
    }

    /** The revision that is worked towards and what was last seen for it; empty before the first full look. */
    public Optional<NodeObservation> observation() {
        return sight.world().map(World::observation);
    }

    /** When the engine was last seen in full; empty: never. */
    public Optional<Instant> lastGoodLook() {
        return lastGoodLook;
    }

    private void pass(ResourceKey key) {
        controller.reconcile(key);
        if (failedLooks.get() == 0 && !sight.engineAnswers()) {
            pacing.queue().add(new Work.Resync());
        }
    }

    private void readSource() {
        Optional<Revision> revision = revisions.read();
        pacing.queue().addAfter(new Work.ReadSource(), revisions.interval());
        if (revision.isEmpty() || wanted.map(World::revision).equals(revision)) {
            return;
        }
        wanted = revision.map(next -> World.of(next, renderFolder));
        pacing.listener().revisionLoaded(revision.get());
        pacing.queue().add(new Work.Resync());
    }

    private void resync() {
        Optional<World> next = wanted;
        if (next.isEmpty()) {
            return;
        }
        SortedSet<ResourceKey> before = sight.world().map(World::keys).orElse(Collections.emptySortedSet());
        World world = sight.lookAround(next.get());
        pacing.queue().addAfter(new Work.Resync(), noteLook(world.observation().engine()));
        var keys = new TreeSet<>(before);
        keys.addAll(world.keys());
        keys.forEach(key -> pacing.queue().addRelaxed(new Work.Pass(key)));
    }

    /** Says once that the engine is lost, and once that it is back; gives the wait until the next full look. */
    private Duration noteLook(Observed<EngineObservation> engine) {
        return switch (engine) {
            case Observed.Present<EngineObservation>(var seen) -> {
                if (failedLooks.getAndSet(0) > 0) {
                    pacing.listener().engineBack();
                }
                lastGoodLook = Optional.of(seen.observedAt());
                pacing.listener().looked(seen);
                yield RESYNC;
            }
            case Observed.Absent<EngineObservation>() -> lost("there is no engine");
            case Observed.Unknown<EngineObservation>(String cause) -> lost(cause);
        };
    }

    private Duration lost(String cause) {
        int failures = failedLooks.incrementAndGet();
        if (failures == 1) {
            pacing.listener().engineLost(cause);
        }
        return Backoff.ENGINE.after(failures);
    }

    private void wake(Wakeup wakeup) {
        sight.doubt(wakeup.keys(), wakeup.footprint());
        wakeup.keys().forEach(this::wake);
    }
}
