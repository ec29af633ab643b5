package sre.orion.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.FaultPlan;

/** The judges are judged: each bug that is planted must be caught by the property that says it catches it. */
class PlantedBugsTest {
    private static final int LEAST = 30;

    static List<PlantedBug> bugs() {
        return Stream.of(TransportBugs.all(), PlanBugs.all(), LoopBugs.all())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void every_planted_bug_is_caught_by_its_property() {
        var missed = new ConcurrentLinkedQueue<String>();
        List<PlantedBug> bugs = bugs();

        Campaign.each(bugs, bug -> {
            if (!isCaught(bug)) {
                missed.add(bug.toString());
            }
        });

        Figures.say(String.format(
                Locale.ROOT, "%,d planted bugs, %,d of them caught", bugs.size(), bugs.size() - missed.size()));
        assertThat(missed).isEmpty();
        assertThat(bugs).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    /** But one: an operator that does not count failures goes round for ever at one moment of virtual time. */
    @Test
    void every_property_has_a_bug_that_it_catches() {
        var caught = EnumSet.noneOf(Property.class);
        bugs().forEach(bug -> caught.add(bug.caughtBy()));

        assertThat(caught).isEqualTo(EnumSet.complementOf(EnumSet.of(Property.BOUNDED_EFFORT)));
    }

    @Test
    void properties_are_numbered_as_in_the_catalogue() {
        List<Integer> numbers =
                Stream.of(Property.values()).map(property -> property.number).toList();

        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    private static boolean isCaught(PlantedBug bug) {
        return hunt(bug).anyMatch(evidence -> !bug.caughtBy().broken(evidence).isEmpty());
    }

    private static Stream<Evidence> hunt(PlantedBug bug) {
        if (bug.hunt() == PlantedBug.Hunt.HOLDS) {
            return HoldRuns.all(bug.wiring());
        }
        Scenario scenario = Scenarios.named(bug.scenario());
        Dialect dialect = Dialect.V28_5;
        Wiring wiring = bug.wiring().get();
        return switch (bug.hunt()) {
            case UNDISTURBED -> Stream.of(undisturbed(scenario, dialect, wiring));
            case FAULTS -> new FaultPlans(scenario, dialect, bug.wiring()).all();
            case EVENTS -> new EventPlans(scenario, dialect, wiring).all();
            case NOISE -> new NoisePlans(scenario, dialect, bug.wiring()).all();
            case CLOCK -> new ClockPlans(scenario, dialect, bug.wiring()).all();
            case TWICE -> Stream.generate(() -> twice(scenario, dialect, bug)).limit(8);
            case HOLDS -> Stream.empty();
        };
    }

    private static Evidence undisturbed(Scenario scenario, Dialect dialect, Wiring wiring) {
        Base base = Base.of(scenario, dialect);
        Result reference = base.reference().result();
        return Evidence.of(base.runAndLeaveAlone(wiring, reference), base, reference);
    }

    private static Evidence twice(Scenario scenario, Dialect dialect, PlantedBug bug) {
        Base base = Base.of(scenario, dialect);
        Result reference = base.reference().result();
        String again = base.run(FaultPlan.none(), bug.wiring().get(), reference).hash();
        var circumstances = new Result.Circumstances("twice", false, false, new ArrayList<>(), Optional.of(again));
        Result result = base.run(FaultPlan.none(), bug.wiring().get(), reference);
        return Evidence.of(result.under(circumstances), base, reference);
    }
}
