package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.EnginePort;
import sre.orion.agent.engine.EngineActions;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.SimulatedTransport;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.simulation.EventStreams;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.TransportFailure;
import sre.orion.fixtures.simulation.VirtualTime;
import tools.jackson.databind.JsonNode;

/**
 * SimulatedOperator is the whole operator but for its threads, sources and servers: loop, reconcilers, codec and executor on
 * a simulated engine, driven by one thread in virtual time. The same run gives the same calls, always.
 */
public final class SimulatedOperator implements VirtualTime.Participant, EventStreams.Listener {
    /** What happened, a line each: actions with their outcomes, panics, engine lost and back. */
    final List<String> diary = new ArrayList<>();

    /** Whether events are lost. */
    boolean deaf;

    private final Records records;
    private final SimulatedEngine engine;
    private final Wiring wiring;
    private final WorkQueue<Work> queue;
    private final Loop loop;
    private Optional<EventStreams.Stream> stream = Optional.empty();

    /** An operator on this engine that knows what {@code records} hold. */
    public SimulatedOperator(SimulatedEngine engine, Records records) {
        this(engine, records, Wiring.PLAIN);
    }

    /** The same, on a node with these files. */
    public SimulatedOperator(SimulatedEngine engine, Records records, FileLook files) {
        this(engine, records, new Wiring() {
            @Override
            public FileLook files() {
                return files;
            }
        });
    }

    SimulatedOperator(SimulatedEngine engine, Records records, Wiring wiring) {
        this(engine, new SimulatedTransport(engine), records, wiring);
    }

    /** An operator that has just been started, with this way to its engine; {@link #accept} gives it something to do. */
    public SimulatedOperator(SimulatedEngine engine, EngineTransport way, Records records, Wiring wiring) {
        this.engine = engine;
        this.wiring = wiring;
        this.records = wiring.records(records);
        EngineTransport transport = wiring.transport(way);
        queue = new WorkQueue<>(engine.time(), new Uncounted());
        InstantSource clock = wiring.clock(engine.time());
        var observer = new EngineObserver(transport, clock, 1);
        var parts = new LoopParts(
                observer,
                wiring.files(),
                wiring.port(new EnginePort(new EngineActions(transport), observer)),
                wiring.core(new ReconcilersCore()),
                wiring.holds(),
                this.records,
                wiring.resync(),
                "/compose-out");
        loop = new Loop(parts, new Pacing(queue, clock, new Diary()));
        engine.time().join(this);
    }

    /** From now on this revision is worked towards. */
    public void accept(Revision revision) {
        loop.accept(revision);
    }

    /** What happened so far, a line each. */
    public List<String> diary() {
        return diary;
    }

    /** Asks for a pass over one resource now. */
    public void wake(ResourceKey key) {
        loop.wake(key);
    }

    /** The operator does nothing any more: it was killed. */
    public void die() {
        engine.time().leave(this);
        stream.ifPresent(EventStreams.Stream::close);
    }

    /** The state of a Service's Ready condition, and why: {@code True Healthy}. */
    String ready(String service) {
        return records.status(Yaml.key(Kind.SERVICE, service))
                .flatMap(status -> status.condition(Condition.Type.READY))
                .map(ready -> ready.status().text() + " " + ready.reason())
                .orElse("never looked at");
    }

    @Override
    public Optional<Instant> due() {
        return queue.depth() > 0 ? Optional.of(engine.time().instant()) : queue.nextDue();
    }

    @Override
    public void run() {
        listen();
        Optional<Work> work = queue.poll();
        work.ifPresent(next -> {
            loop.run(next);
            queue.done(next);
        });
    }

    /** As the real stream does: it is opened again whenever it is not open, and everything may have happened meanwhile. */
    private void listen() {
        if (stream.isPresent()) {
            return;
        }
        try {
            stream = Optional.of(engine.events("", this));
            gap();
        } catch (TransportFailure away) {
            stream = Optional.empty();
        }
    }

    private void gap() {
        if (wiring.hearsGaps()) {
            loop.onGap();
        }
    }

    @Override
    public void onEvent(JsonNode told) {
        EngineEvent event = EngineEvent.of(told);
        if (!deaf && wiring.hears(event)) {
            loop.onEvent(event);
        }
    }

    @Override
    public void onEnd() {
        stream = Optional.empty();
        gap();
    }

    private final class Diary extends Silence {
        @Override
        public void stepEnded(ResourceKey key, StepReport report, Duration took) {
            diary.add(report.step().action().verb() + " "
                    + report.step().action().target() + " "
                    + report.outcome().getClass().getSimpleName());
        }

        @Override
        public void panicked(ResourceKey key, Throwable thrown) {
            diary.add("panic of " + key);
        }

        @Override
        public void broke(Work work, Throwable thrown) {
            diary.add("panic of " + work + ": " + thrown);
        }

        @Override
        public void engineLost(String cause) {
            diary.add("engine lost");
        }

        @Override
        public void engineBack() {
            diary.add("engine back");
        }
    }

    private static final class Uncounted implements WorkQueueInstruments<Work> {
        @Override
        public void added(Work work) {}

        @Override
        public void handedOut(Work work) {}

        @Override
        public void done(Work work) {}

        @Override
        public void delayed(Work work) {}
    }
}
