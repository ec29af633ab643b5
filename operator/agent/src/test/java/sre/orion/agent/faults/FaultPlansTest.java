package sre.orion.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;

/**
 * Every scenario with every fault at every call: the operator dies before the call and after its effect; the answer is lost with and
 * without effect, never comes, or is 500 or 409. A death between two writes to the disk with no call between them is not tried.
 */
@Tag("long")
class FaultPlansTest {
    private static final int LEAST = 10_000;

    /** A scenario on one of the two engines. */
    record Stage(Scenario scenario, Dialect dialect) {
        Stream<Evidence> plans() {
            var plans = new FaultPlans(scenario, dialect, () -> Wiring.PLAIN);
            return Stream.concat(Stream.of(plans.undisturbed()), plans.all());
        }
    }

    @Test
    void nothing_breaks_it() {
        Campaign campaign = new Campaign("fault plans").over(stages(0), Stage::plans);

        campaign.report();
        assertThat(campaign.runs()).isGreaterThan(LEAST);
    }

    @Test
    @Tag("long")
    void nothing_breaks_it_on_the_other_engine() {
        new Campaign("fault plans on the other engine")
                .over(stages(1), Stage::plans)
                .report();
    }

    /** Each scenario on one engine, the next one on the other. */
    static List<Stage> stages(int first) {
        var stages = new ArrayList<Stage>();
        for (Scenario scenario : Scenarios.all()) {
            Dialect dialect = (stages.size() + first) % 2 == 0 ? Dialect.V20_10 : Dialect.V28_5;
            stages.add(new Stage(scenario, dialect));
        }
        return stages;
    }
}
