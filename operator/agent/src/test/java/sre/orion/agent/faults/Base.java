package sre.orion.agent.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.EventFaults;
import sre.orion.fixtures.simulation.FaultPlan;
import sre.orion.fixtures.simulation.SimulatedEngine;
import tools.jackson.databind.node.ObjectNode;

/**
 * Base is the node of a scenario at rest, just before anything happens: made once, and forked for each run from there.
 *
 * @param history what the operator has written down
 */
record Base(Scenario scenario, SimulatedEngine host, String history) {
    private static final Duration REST = Duration.ofMinutes(12);
    /** Longer than any deadline of a call and any wait of a Service together. */
    private static final Duration PATIENCE = Duration.ofHours(2);
    /** When nothing goes wrong. */
    private static final Duration SOON = Duration.ofMinutes(20);

    static Base of(Scenario scenario, Dialect dialect) {
        try (Machine machine = Machine.fresh(dialect, Wiring.PLAIN)) {
            Scenario.furnish(machine.engine.host());
            scenario.before().accept(machine);
            if (!scenario.given().isEmpty()) {
                machine.specs(scenario.given());
                machine.start();
                machine.pass(REST);
                machine.crash();
            }
            return new Base(scenario, machine.engine, machine.history());
        }
    }

    /** A machine like this one, on which an operator has just begun to run; what it does from now on is witnessed. */
    Machine begin(Wiring wiring) {
        Machine machine = Machine.of(host.copy(), history, wiring);
        if (!scenario.given().isEmpty()) {
            machine.specs(scenario.given());
        }
        machine.start();
        machine.pass(Duration.ofSeconds(4));
        machine.witness.clear();
        machine.wanted().map(Specs::revision).ifPresent(machine.witness::accepted);
        return machine;
    }

    /** Lets it happen undisturbed. */
    Reference reference() {
        try (Machine machine = begin(Wiring.PLAIN)) {
            var recorder = new Cut.Recorder(machine);
            machine.witness.tap(recorder);
            machine.engine.faults(FaultPlan.none());
            Instant began = machine.engine.time().instant();
            for (Scenario.Stage stage : scenario.happens()) {
                await(stage, machine);
                stage.action().accept(machine);
                recorder.stageDone();
            }
            Instant end = machine.engine.time().instant();
            boolean settled =
                    machine.settle(() -> scenario.endsWell(machine.engine.host().view()), PATIENCE);
            Instant last = machine.witness.lastWrite().filter(end::isBefore).orElse(end);
            // The first full look after the last change is the last at which anything could still go wrong.
            Result result = Result.of(machine, began, settled);
            return new Reference(
                    result.under(new Result.Circumstances("", false, false, leftAlone(machine), Optional.empty())),
                    recorder.until(last.plus(machine.resync()).plusSeconds(1)));
        }
    }

    private static void await(Scenario.Stage stage, Machine machine) {
        Instant latest = machine.engine.time().instant().plus(PATIENCE);
        while (!stage.isTime(machine.engine.host().view())
                && machine.engine.time().instant().isBefore(latest)) {
            machine.pass(Duration.ofSeconds(1));
        }
        machine.pass(stage.after());
    }

    /** What the operator still asks for on a node that has come to rest. */
    private static List<Moment.Call> leftAlone(Machine machine) {
        int before = machine.witness.moments().size();
        machine.pass(Duration.ofMinutes(20));
        List<Moment> after = machine.witness.moments();
        return after.subList(before, after.size()).stream()
                .filter(Moment.Call.class::isInstance)
                .map(Moment.Call.class::cast)
                .filter(Moment.Call::writes)
                .toList();
    }

    /** How an empty host with the same images and these specs ends up. */
    ObjectNode freshInstall(String specs) {
        try (Machine machine = Machine.fresh(host.dialect(), Wiring.PLAIN)) {
            Scenario.furnish(machine.engine.host());
            scenario.before().accept(machine);
            machine.start();
            machine.specs(specs);
            var _ = machine.settle(() -> scenario.endsWell(machine.engine.host().view()), PATIENCE);
            return machine.engine.snapshot();
        }
    }

    /** Lets it happen with this going wrong, until the node has come to where the reference came, or clearly does not. */
    Result run(FaultPlan plan, Wiring wiring, Result reference) {
        try (Machine machine = begin(wiring)) {
            machine.engine.faults(plan);
            return finish(machine, machine.engine.time().instant(), 0, reference);
        }
    }

    /** The same with nothing going wrong but the wiring, and then left alone for a while. */
    Result runAndLeaveAlone(Wiring wiring, Result reference) {
        try (Machine machine = begin(wiring)) {
            Result result = finish(machine, machine.engine.time().instant(), 0, reference, SOON);
            return result.under(new Result.Circumstances("", false, false, leftAlone(machine), Optional.empty()));
        }
    }

    /** The same without a plan, while the engine's stream is broken and so many other things happen. */
    Result runFlooded(int events, Wiring wiring, Result reference) {
        try (Machine machine = begin(wiring)) {
            machine.engine.faults(FaultPlan.events(EventFaults.silentFrom(1)));
            machine.engine.host().unrelatedEvents(events);
            return finish(machine, machine.engine.time().instant(), 0, reference);
        }
    }

    /** Goes on from where an operator died. */
    Result goOn(Cut cut, Wiring wiring, Result reference) {
        try (Machine machine = Machine.of(cut.host().copy(), cut.history(), wiring)) {
            cut.wanted().ifPresent(machine::specs);
            machine.witness.recall(cut.moments());
            machine.witness.restarted();
            machine.start();
            return finish(machine, reference.began(), cut.stagesDone(), reference);
        }
    }

    private Result finish(Machine machine, Instant began, int stagesDone, Result reference) {
        return finish(machine, began, stagesDone, reference, PATIENCE);
    }

    private Result finish(Machine machine, Instant began, int stagesDone, Result reference, Duration patience) {
        for (Scenario.Stage stage :
                scenario.happens().subList(stagesDone, scenario.happens().size())) {
            await(stage, machine);
            stage.action().accept(machine);
        }
        boolean settled = machine.settle(() -> reference.isLike(machine), patience);
        return Result.of(machine, began, settled);
    }

    /**
     * Reference is the undisturbed run.
     *
     * @param cuts where an operator may die in it
     */
    record Reference(Result result, List<Cut> cuts) {
        /** How many calls there were until the first full look after the last change. */
        int callsAtWork() {
            return (int) cuts.stream()
                    .filter(cut -> cut.name().startsWith("before "))
                    .count();
        }
    }
}
