package sre.orion.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.engine.EngineActions;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.simulation.EventStreams;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.VirtualTime;
import tools.jackson.databind.JsonNode;

/**
 * SimulatedOperator is the whole operator but for its threads, sources and servers: loop, reconcilers, codec and executor on
 * a simulated engine, driven by one thread in virtual time. The same run gives the same calls, always.
 */
final class SimulatedOperator implements VirtualTime.Participant {
    final MemoryRecords records;
    final List<String> actions = new ArrayList<>();
    private final SimulatedEngine engine;
    private final WorkQueue<Work> queue;
    private final Loop loop;

    SimulatedOperator(SimulatedEngine engine, MemoryRecords records) {
        this.engine = engine;
        this.records = records;
        var transport = new SimulatedTransport(engine);
        queue = new WorkQueue<>(engine.time(), new Uncounted());
        var parts = new LoopParts(
                new EngineObserver(transport, engine.time(), 1),
                new Port(new EngineActions(transport)),
                new ReconcilersCore(),
                Holds.NONE,
                records,
                Duration.ofSeconds(30),
                "/compose-out");
        loop = new Loop(parts, new Pacing(queue, engine.time(), new Diary()));
        engine.time().join(this);
        listen();
    }

    /** From now on this revision is worked towards. */
    void accept(Revision revision) {
        loop.accept(revision);
    }

    @Override
    public Optional<Instant> due() {
        return queue.depth() > 0 ? Optional.of(engine.time().instant()) : queue.nextDue();
    }

    @Override
    public void run() {
        Optional<Work> work = queue.poll();
        work.ifPresent(next -> {
            loop.run(next);
            queue.done(next);
        });
    }

    private void listen() {
        engine.events("", new EventStreams.Listener() {
            @Override
            public void onEvent(JsonNode event) {
                loop.onEvent(EngineEvent.of(event));
            }

            @Override
            public void onEnd() {
                loop.onGap();
            }
        });
    }

    private final class Diary extends Silence {
        @Override
        public void stepEnded(ResourceKey key, StepReport report, Duration took) {
            actions.add(report.step().action().verb() + " "
                    + report.step().action().target() + " "
                    + report.outcome().getClass().getSimpleName());
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
