package sre.orion.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Kind;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.Fault;
import sre.orion.fixtures.simulation.FaultPlan;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.TracedCall;
import sre.orion.fixtures.simulation.VirtualTime;

/** The whole loop with the real reconcilers and the real codec on the simulated engine, on one thread in virtual time. */
@ParameterizedClass
@EnumSource(Dialect.class)
class SimulatedLoopTest {
    private static final String HOMELAB = Yaml.network("front")
            + Yaml.volume("data")
            + Yaml.service("db", "networks: [front]", "volumes: [\"data:/data\"]")
            + Yaml.service("web", "networks: [front]", "depends_on: [db]")
            + Yaml.service("side", "network_mode: service:web");

    @Parameter
    private Dialect dialect = Dialect.V28_5;

    private final VirtualTime time = VirtualTime.start();
    private final MemoryRecords records = new MemoryRecords();

    @SuppressWarnings("NullAway.Init")
    private SimulatedEngine engine;

    @BeforeEach
    void startEngine() {
        engine = new SimulatedEngine(dialect, time);
        engine.host().image("busybox:1", "{\"Cmd\":[\"sh\"]}");
    }

    @Test
    void brings_everything_up_in_its_order() {
        var operator = new SimulatedOperator(engine, records);
        operator.accept(Yaml.revision(HOMELAB));

        time.advance(Duration.ofSeconds(20));

        assertThat(List.of(operator.ready("db"), operator.ready("web"), operator.ready("side")))
                .containsOnly("True Running");
        assertThat(operator.diary)
                .containsExactly(
                        "CreateVolume node_data Done",
                        "CreateNetwork node_front Done",
                        "CreateContainer node-db-1 Done",
                        "StartContainer node-db-1 Done",
                        "CreateContainer node-web-1 Done",
                        "StartContainer node-web-1 Done",
                        "CreateContainer node-side-1 Done",
                        "StartContainer node-side-1 Done");
    }

    @Test
    void changes_nothing_while_nothing_differs() {
        SimulatedOperator operator = converged(HOMELAB);

        time.advance(Duration.ofHours(2));

        assertThat(operator.diary).isEmpty();
        assertThat(engine.trace()).extracting(TracedCall::method).containsOnly("GET");
    }

    @Test
    void what_the_engine_cannot_remove_keeps_nothing_from_being_changed() {
        SimulatedOperator operator = converged(web("turn: '0'"));
        engine.host().failRemoval("node-web-1", "device or resource busy");
        for (String label : List.of("turn: '1'", "turn: '2'")) {
            operator.accept(Yaml.revision(web(label)));
            time.advance(Duration.ofMinutes(2));
            assertThat(operator.ready("web")).isEqualTo("True Running");
        }
        assertThat(names()).hasSize(2).first().isEqualTo("node-web-1");

        engine.host().failRemoval(names().getLast(), "");
        time.advance(Duration.ofMinutes(2));

        assertThat(names()).containsExactly("node-web-1");
    }

    private static String web(String label) {
        return Yaml.service("web", "labels: {" + label + "}");
    }

    private List<String> names() {
        return engine.byHand("GET", "/containers/json?all=1", null)
                .body()
                .valueStream()
                .map(container -> container.path("Names").path(0).asString().substring(1))
                .sorted()
                .toList();
    }

    @Test
    void starts_what_was_killed_with_one_look_at_it() {
        SimulatedOperator operator = converged(HOMELAB);

        engine.call("POST", "/containers/node-db-1/kill", null);
        engine.clearTrace();
        time.advance(Duration.ofMillis(10));

        assertThat(operator.diary).containsExactly("StartContainer node-db-1 Done");
        assertThat(engine.trace().stream()
                        .takeWhile(call -> !call.mutating())
                        .map(call -> call.name() + call.path().replaceAll(".*/", "/")))
                .as("reads before the start")
                .containsOnly("node-db-1/json")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void makes_again_what_was_removed_and_gives_it_its_dependents_back() {
        SimulatedOperator operator = converged(HOMELAB);

        engine.call("DELETE", "/containers/node-web-1?force=1", null);
        time.advance(Duration.ofSeconds(60));

        assertThat(operator.diary).startsWith("CreateContainer node-web-1 Done", "StartContainer node-web-1 Done");
        assertThat(engine.host().together("node-web-1", "node-side-1")).isTrue();
        assertThat(operator.ready("side")).isEqualTo("True Running");
    }

    @Test
    void makes_a_network_again_that_somebody_removed() {
        SimulatedOperator operator = converged(Yaml.network("front"));

        engine.call("DELETE", "/networks/node_front", null);
        time.advance(Duration.ofMillis(100));

        assertThat(operator.diary).containsExactly("CreateNetwork node_front Done");
    }

    @Test
    void what_got_no_answer_is_remembered() {
        converged(HOMELAB);

        engine.faults(FaultPlan.at(2, new Fault.AnswerLost(true)));
        engine.byHand("POST", "/containers/node-db-1/kill", null);
        time.advance(Duration.ofSeconds(60));

        assertThat(records.events)
                .contains(new Event(
                        Yaml.key(Kind.SERVICE, "db"),
                        Event.Severity.WARNING,
                        "Unknown",
                        "StartContainer node-db-1 got no answer: it may or may not have been done"));
    }

    @Test
    void finds_without_events_what_a_pass_finds() {
        SimulatedOperator operator = converged(HOMELAB);
        operator.deaf = true;

        engine.call("POST", "/containers/node-db-1/kill", null);
        time.advance(Duration.ofSeconds(31));

        assertThat(operator.diary).containsExactly("StartContainer node-db-1 Done");
    }

    @Test
    void says_once_that_the_engine_is_lost_and_brings_all_back_after_it() {
        SimulatedOperator operator = converged(HOMELAB);

        engine.host().stopDaemon();
        time.advance(Duration.ofMinutes(3));
        assertThat(operator.diary).containsExactly("engine lost");
        assertThat(operator.ready("db")).isEqualTo("Unknown Unknown");

        engine.host().startDaemon();
        time.advance(Duration.ofSeconds(90));
        assertThat(operator.diary).contains("engine back", "StartContainer node-db-1 Done");
        assertThat(List.of(operator.ready("db"), operator.ready("web"), operator.ready("side")))
                .containsOnly("True Running");
    }

    @Test
    void an_error_within_a_resync_does_not_end_the_resyncs() {
        var looks = new AtomicInteger();
        FileLook files = revision -> {
            if (looks.incrementAndGet() == 2) {
                throw new StackOverflowError("a bug");
            }
            return Collections.emptySortedMap();
        };
        var operator = new SimulatedOperator(engine, records, files);
        operator.accept(Yaml.revision(Yaml.service("web")));

        time.advance(Duration.ofMinutes(5));

        assertThat(operator.diary).anyMatch(line -> line.contains("a bug"));
        assertThat(looks.get()).as("looks, one every 30 s").isGreaterThan(8);
    }

    @Test
    void a_reconciler_that_throws_waits_and_harms_no_other() {
        Core core = (resource, observation, holds, requests, last, now) -> {
            if (resource.key().equals(Yaml.key(Kind.SERVICE, "db"))) {
                throw new IllegalStateException("a bug");
            }
            return new ReconcilersCore().reconcile(resource, observation, holds, requests, last, now);
        };
        var operator = new SimulatedOperator(engine, records, new Wiring() {
            @Override
            public Core core(Core real) {
                return core;
            }
        });
        operator.accept(Yaml.revision(Yaml.service("db") + Yaml.service("web")));

        time.advance(Duration.ofSeconds(9));
        assertThat(operator.ready("web")).isEqualTo("True Running");
        long early = panics(operator);
        time.advance(Duration.ofMinutes(10));

        assertThat(early).isBetween(1L, 6L);
        assertThat(panics(operator) - early)
                .as("resyncs and back-off, no storm")
                .isBetween(10L, 60L);
    }

    @Test
    void a_revision_that_drops_a_service_takes_its_container_away() {
        SimulatedOperator operator = converged(Yaml.service("db") + Yaml.service("web"));

        operator.accept(Yaml.revision(Yaml.service("db")));
        time.advance(Duration.ofSeconds(60));

        assertThat(operator.diary).contains("RemoveContainer node-web-1 Done");
        assertThat(operator.ready("db")).isEqualTo("True Running");
        assertThat(operator.ready("web")).isEqualTo("never looked at");
    }

    @Test
    void the_same_run_makes_the_same_calls() {
        List<TracedCall> once = callsOfOneRun();

        assertThat(callsOfOneRun()).isEqualTo(once).hasSizeGreaterThan(20);
    }

    private List<TracedCall> callsOfOneRun() {
        var simulation = new SimulatedEngine(dialect, VirtualTime.start());
        simulation.host().image("busybox:1", "{\"Cmd\":[\"sh\"]}");
        var operator = new SimulatedOperator(simulation, new MemoryRecords());
        operator.accept(Yaml.revision(HOMELAB));
        simulation.time().advance(Duration.ofSeconds(30));
        simulation.call("DELETE", "/containers/node-web-1?force=1", null);
        simulation.time().advance(Duration.ofMinutes(10));
        return simulation.trace();
    }

    private static long panics(SimulatedOperator operator) {
        return operator.diary.stream().filter(line -> line.startsWith("panic")).count();
    }

    /** An operator that has been at rest for some minutes, its diary and the engine's trace empty. */
    private SimulatedOperator converged(String specs) {
        var operator = new SimulatedOperator(engine, records);
        operator.accept(Yaml.revision(specs));
        time.advance(Duration.ofMinutes(5));
        operator.diary.clear();
        engine.clearTrace();
        return operator;
    }
}
