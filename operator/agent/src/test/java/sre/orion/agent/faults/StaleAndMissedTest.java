package sre.orion.agent.faults;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.agent.loop.Wiring;

/** Every scenario with answers that are old, and with events that are lost, doubled, late, drowned or that stop. */
@Tag("long")
class StaleAndMissedTest {
    @Test
    void old_answers_change_nothing() {
        new Campaign("stale answers")
                .over(
                        FaultPlansTest.stages(0),
                        stage -> new StalePlans(stage.scenario(), stage.dialect(), Wiring.PLAIN).all())
                .report();
    }

    @Test
    void events_are_hints() {
        new Campaign("event faults")
                .over(
                        FaultPlansTest.stages(1),
                        stage -> new EventPlans(stage.scenario(), stage.dialect(), Wiring.PLAIN).all())
                .report();
    }
}
