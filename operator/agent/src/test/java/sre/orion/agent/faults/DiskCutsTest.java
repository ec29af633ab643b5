package sre.orion.agent.faults;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The operator dies while it writes its history: between two lines, and in the middle of one. */
class DiskCutsTest {
    /** One in so many scenarios in the short form. */
    private static final int SOME = 4;

    @Test
    void a_death_between_two_writes_changes_nothing() {
        report("deaths at the disk", FaultPlansTest.some(1, SOME));
    }

    @Test
    @Tag("long")
    void a_death_between_two_writes_changes_nothing_in_any_scenario() {
        report("deaths at the disk in every scenario", FaultPlansTest.judged(1));
    }

    private static void report(String what, List<FaultPlansTest.Stage> stages) {
        new Campaign(what)
                .over(stages, stage -> new DiskPlans(stage.scenario(), stage.dialect()).all())
                .report();
    }
}
