package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.engine.EngineActions;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.agent.engine.SimulatedTransport;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;
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

    private final MemoryRecords records;
    private final SimulatedEngine engine;
    private final WorkQueue<Work> queue;
    private final Loop loop;
    private boolean listening;

    /** An operator on this engine that knows what {@code records} hold. */
    public SimulatedOperator(SimulatedEngine engine, MemoryRecords records) {
        this(engine, records, FileLook.NONE);
    }

    /** The same, on a node with these files. */
    public SimulatedOperator(SimulatedEngine engine, MemoryRecords records, FileLook files) {
        this(engine, records, files, new ReconcilersCore());
    }

    SimulatedOperator(SimulatedEngine engine, MemoryRecords records, Core core) {
        this(engine, records, FileLook.NONE, core);
    }

    private SimulatedOperator(SimulatedEngine engine, MemoryRecords records, FileLook files, Core core) {
        this.engine = engine;
        this.records = records;
        var transport = new SimulatedTransport(engine);
        queue = new WorkQueue<>(engine.time(), new Uncounted());
        var parts = new LoopParts(
                new EngineObserver(transport, engine.time(), 1),
                files,
                new Port(new EngineActions(transport)),
                core,
                Holds.NONE,
                records,
                Duration.ofSeconds(30),
                "/compose-out");
        loop = new Loop(parts, new Pacing(queue, engine.time(), new Diary()));
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
        if (listening) {
            return;
        }
        try {
            var _ = engine.events("", this);
            listening = true;
            loop.onGap();
        } catch (TransportFailure away) {
            listening = false;
        }
    }

    @Override
    public void onEvent(JsonNode event) {
        if (!deaf) {
            loop.onEvent(EngineEvent.of(event));
        }
    }

    @Override
    public void onEnd() {
        listening = false;
        loop.onGap();
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
        public void engineLost(String cause) {
            diary.add("engine lost");
        }

        @Override
        public void engineBack() {
            diary.add("engine back");
        }
    }

    private record Port(EngineActions actions) implements ActionPort<EngineAction> {
        @Override
        public Optional<String> violated(Precondition precondition) {
            return actions.violated(precondition, Duration.ofSeconds(10));
        }

        @Override
        public Outcome perform(EngineAction action, Duration deadline) {
            return actions.perform(action, deadline, _ -> {});
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
