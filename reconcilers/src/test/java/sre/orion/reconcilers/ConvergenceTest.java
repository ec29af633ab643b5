package sre.orion.reconcilers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.Scenario;

/** Every scenario ends well: uncut, cut after each of its steps, with and without the memory of what was before. */
class ConvergenceTest {
    private static final int MOST_STEPS = 60;

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void ends_well_and_then_rests(Scenario scenario) {
        Host host = scenario.begin();
        scenario.happens().accept(host);
        host.converge();
        scenario.check(host);

        int done = host.log.size();
        for (int pass = 0; pass < 5; pass++) {
            host.engine.pass(Duration.ofSeconds(30));
            host.pass();
        }
        assertThat(host.log.subList(done, host.log.size()))
                .as("converged is empty")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void ends_well_wherever_the_operator_dies(Scenario scenario) {
        everyPrefix(scenario, host -> {});
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void ends_well_wherever_the_operator_dies_and_forgets(Scenario scenario) {
        everyPrefix(scenario, Host::forget);
    }

    private static void everyPrefix(Scenario scenario, java.util.function.Consumer<Host> aftermath) {
        for (int cut = 0; cut < MOST_STEPS; cut++) {
            Host host = scenario.begin();
            List<String> volumes = Scenario.anonymousVolumes(host);
            int before = host.log.size();
            scenario.happens().accept(host);
            host.dieAfter(cut);
            host.pass();
            for (int pass = 0; pass < 8 && host.lives(); pass++) {
                host.engine.pass(Duration.ofSeconds(4));
                host.pass();
            }
            boolean uncut = host.lives();
            aftermath.accept(host);
            host.converge();
            try {
                scenario.check(host);
                keeps(volumes, host, scenario);
            } catch (AssertionError failure) {
                throw new AssertionError(
                        scenario + " cut after " + cut + " steps:\n"
                                + String.join("\n", host.log.subList(before, host.log.size())),
                        failure);
            }
            if (uncut) {
                return;
            }
        }
    }

    /** An anonymous volume stays in use, unless somebody removed the container that knew it. */
    private static void keeps(List<String> volumes, Host host, Scenario scenario) {
        if (!scenario.name().contains("removed") && !scenario.ends().isEmpty()) {
            assertThat(Scenario.anonymousVolumes(host)).containsAll(volumes);
        }
    }
}
