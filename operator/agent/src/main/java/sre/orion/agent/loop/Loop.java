package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.engine.EngineEvents;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;

/**
 * Loop turns what happens into work, and does the work. It has no thread and no wait of its own: whoever drives it takes
 * work from the queue, hands it to {@link #run} on any thread, and says {@link WorkQueue#done}.
 */
public final class Loop implements EngineEvents.Listener {
    private final Duration resync;
    private final String renderFolder;
    private final EngineObserver observer;
    private final Sight sight;
    private final Controller controller;
    private final Executor executor;
    private final Pacing pacing;

    /** When the first thing happened that the next pass over a key will see. */
    private final Map<ResourceKey, Instant> undetected = new ConcurrentHashMap<>();

    private volatile Optional<World> wanted = Optional.empty();
    private volatile Optional<Instant> lastGoodLook = Optional.empty();
    private volatile Optional<String> loss = Optional.empty();
    private final AtomicReference<Wave> wave =
            new AtomicReference<>(new Wave(Instant.MIN, Collections.emptySortedSet()));
    private final AtomicInteger failedLooks = new AtomicInteger();

    /** A loop that changes nothing until it has a revision. */
    public Loop(LoopParts parts, Pacing pacing) {
        resync = parts.resync();
        renderFolder = parts.renderFolder();
        observer = parts.observer();
        executor = new Executor(parts.engine(), pacing.clock(), pacing.listener());
        sight = new Sight(observer, parts.files());
        controller = new Controller(sight, parts.holds(), parts.core(), parts.records(), executor, pacing);
        this.pacing = pacing;
    }

    /** From now on this revision is worked towards. */
    public void accept(Revision revision) {
        wanted = Optional.of(World.of(revision, renderFolder));
        pacing.queue().add(new Work.Resync());
    }

    /** Does a piece of work. */
    public void run(Work work) {
        try {
            switch (work) {
                case Work.Pass(ResourceKey key) -> pass(key);
                case Work.Resync() -> resync();
            }
        } catch (RuntimeException | Error bug) {
            // Work that is dropped here would never come again: the next resync is asked for by the one before.
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
        sight.world().ifPresent(world -> wake(Wakeup.of(event, world), event));
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

    /** All resources that are worked on, the node among them, in order; none before the first full look. */
    public List<Resource<?>> resources() {
        return sight.world().map(World::resources).orElse(List.of());
    }

    /** The engine as last seen; empty while it does not answer. */
    public Optional<EngineObservation> engine() {
        return sight.world().flatMap(world -> world.observation().engine().present());
    }

    /** What a pass over a resource would decide now, going by what was seen last; empty when there is no such resource. */
    public Optional<ReconcileResult<? extends Status>> consider(ResourceKey key) {
        return sight.world().flatMap(world -> controller.consider(key, world));
    }

    /** The revision that is worked on; empty before the first full look. */
    public Optional<String> revision() {
        return sight.world().map(world -> world.revision().id());
    }

    /** When the engine was last seen in full; empty: never. */
    public Optional<Instant> lastGoodLook() {
        return lastGoodLook;
    }

    /** Why the engine could not be seen the last time it was tried; empty: it could. */
    public Optional<String> loss() {
        return loss;
    }

    private void pass(ResourceKey key) {
        Instant happened = undetected.remove(key);
        if (happened != null) {
            pacing.listener()
                    .detected(key, Duration.between(happened, pacing.clock().instant()));
        }
        controller.reconcile(key);
        wave.get().passed(key, pacing.clock().instant()).ifPresent(pacing.listener()::resynced);
        if (failedLooks.get() == 0 && !sight.engineAnswers()) {
            pacing.queue().add(new Work.Resync());
        }
    }

    private void resync() {
        Optional<World> next = wanted;
        if (next.isEmpty()) {
            return;
        }
        SortedSet<ResourceKey> before = sight.world().map(World::keys).orElse(Collections.emptySortedSet());
        Instant began = pacing.clock().instant();
        World world = sight.lookAround(next.get());
        pacing.queue().addAfter(new Work.Resync(), noteLook(world.observation().engine()));
        var keys = new TreeSet<>(before);
        keys.addAll(world.keys());
        wave.set(new Wave(began, keys));
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
                loss = Optional.empty();
                pacing.listener().looked(seen);
                yield resync;
            }
            case Observed.Absent<EngineObservation>() -> lost("there is no engine");
            case Observed.Unknown<EngineObservation>(String cause) -> lost(cause);
        };
    }

    private Duration lost(String cause) {
        loss = Optional.of(cause);
        int failures = failedLooks.incrementAndGet();
        if (failures == 1) {
            pacing.listener().engineLost(cause);
        }
        return Backoff.ENGINE.after(failures);
    }

    private void wake(Wakeup wakeup, EngineEvent event) {
        Instant happened = Instant.ofEpochSecond(0, event.timeNano());
        sight.doubt(wakeup.keys(), wakeup.footprint());
        for (ResourceKey key : wakeup.keys()) {
            undetected.putIfAbsent(key, happened);
            wake(key);
        }
    }
}
