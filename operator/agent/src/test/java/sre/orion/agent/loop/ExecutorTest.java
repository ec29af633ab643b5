package sre.orion.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.EngineAction.StartContainer;
import sre.orion.api.plan.EngineAction.StopContainer;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.Kind;

class ExecutorTest {
    private static final Precondition NONE = new Precondition.None();
    private static final Outcome DONE = new Outcome.Done();

    private final Port port = new Port();
    private final Executor executor = new Executor(port, new VirtualClock(), new Silence());

    @Test
    void does_all_steps_in_their_order() {
        assertThat(execute(new Plan.Builder()
                        .then(stop("a"), NONE, "first")
                        .then(start("b"), NONE, "second")
                        .build()))
                .containsExactly(DONE, DONE);
        assertThat(port.calls).containsExactly("StopContainer a", "StartContainer b");
    }

    @Test
    void a_failed_step_stops_those_that_depend_on_it_and_no_others() {
        port.answers.put("StopContainer a", new Outcome.Failed(500, "no"));

        assertThat(execute(new Plan.Builder()
                        .then(stop("a"), NONE, "fails")
                        .then(start("a"), NONE, "depends on the first")
                        .independent(start("b"), NONE, "depends on nothing")
                        .build()))
                .containsExactly(new Outcome.Failed(500, "no"), new Outcome.Skipped(), DONE);
        assertThat(port.calls).containsExactly("StopContainer a", "StartContainer b");
    }

    @Test
    void an_unknown_outcome_stops_dependents_too() {
        port.answers.put("StopContainer a", new Outcome.Unknown("no answer"));

        assertThat(execute(new Plan.Builder()
                        .then(stop("a"), NONE, "hangs")
                        .then(start("a"), NONE, "depends on it")
                        .build()))
                .containsExactly(new Outcome.Unknown("no answer"), new Outcome.Skipped());
    }

    @Test
    void a_destructive_step_whose_precondition_is_gone_is_not_sent() {
        port.violation = Optional.of("somebody else was faster");

        assertThat(execute(new Plan.Builder().then(stop("a"), NONE, "stale").build()))
                .containsExactly(new Outcome.Superseded("somebody else was faster"));
        assertThat(port.calls).isEmpty();
    }

    @Test
    void a_start_whose_precondition_is_gone_is_not_sent_either() {
        port.violation = Optional.of("the other one runs");

        assertThat(execute(new Plan.Builder().then(start("a"), NONE, "stale").build()))
                .containsExactly(new Outcome.Superseded("the other one runs"));
        assertThat(port.calls).isEmpty();
    }

    @Test
    void no_step_begins_after_it_was_closed() {
        executor.close();

        assertThat(execute(new Plan.Builder().then(start("a"), NONE, "too late").build()))
                .containsExactly(new Outcome.Skipped());
        assertThat(port.calls).isEmpty();
    }

    @Test
    void each_step_gets_its_own_deadline() {
        execute(new Plan.Builder()
                .then(stop("a"), NONE, "slow", Duration.ofSeconds(90))
                .build());

        assertThat(port.deadlines).containsExactly(Duration.ofSeconds(90));
    }

    private List<Outcome> execute(Plan plan) {
        return executor.execute(Yaml.key(Kind.SERVICE, "web"), plan).stream()
                .map(StepReport::outcome)
                .toList();
    }

    private static EngineAction stop(String id) {
        return new StopContainer(id, id, Optional.empty());
    }

    private static EngineAction start(String id) {
        return new StartContainer(id, id);
    }

    private static final class Port implements ActionPort<EngineAction> {
        final List<String> calls = new ArrayList<>();
        final List<Duration> deadlines = new ArrayList<>();
        final TreeMap<String, Outcome> answers = new TreeMap<>();
        Optional<String> violation = Optional.empty();

        @Override
        public Optional<String> violated(Precondition precondition) {
            return violation;
        }

        @Override
        public Outcome perform(EngineAction action, Duration deadline) {
            String call = action.verb() + " " + action.target();
            calls.add(call);
            deadlines.add(deadline);
            return answers.getOrDefault(call, DONE);
        }
    }
}
