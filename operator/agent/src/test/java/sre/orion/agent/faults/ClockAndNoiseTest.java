package sre.orion.agent.faults;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;

/** The wall clock jumps, and the engine, or what stands before it, answers nonsense. */
@Tag("long")
class ClockAndNoiseTest {
    private static final List<String> WITHOUT_PATIENCE = List.of("roll-out", "namespace", "suspend during");

    @Test
    void a_clock_that_jumps_keeps_nothing_waiting() {
        List<FaultPlansTest.Stage> stages = FaultPlansTest.stages(0).stream()
                .filter(stage ->
                        WITHOUT_PATIENCE.stream().noneMatch(stage.scenario().name()::startsWith))
                .toList();

        new Campaign("jumps of the clock")
                .over(stages, stage -> new ClockPlans(stage.scenario(), stage.dialect(), () -> Wiring.PLAIN).all())
                .report();
    }

    @Test
    void nonsense_is_not_believed() {
        List<Scenario> some = List.of(
                Scenarios.named("appears: a Service with network and volume"),
                Scenarios.named("roll-out: a new image"),
                Scenarios.named("namespace: the parent changes"),
                Scenarios.named("heals: everything at once"),
                Scenarios.named("network: an option changes under two"));

        new Campaign("answers that are none")
                .over(some, scenario -> new NoisePlans(scenario, Dialect.V28_5, () -> Wiring.PLAIN).all())
                .report();
    }
}
