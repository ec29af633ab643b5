package sre.orion.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.VirtualTime;

/** What an engine that goes away, or says nothing, does to what is under way. */
@ParameterizedClass
@EnumSource(Dialect.class)
class EngineTroubleTest {
    @Parameter
    private Dialect dialect = Dialect.V28_5;

    private final VirtualTime time = VirtualTime.start();

    @SuppressWarnings("NullAway.Init")
    private SimulatedEngine engine;

    @SuppressWarnings("NullAway.Init")
    private SimulatedOperator operator;

    @BeforeEach
    void startEngine() {
        engine = new SimulatedEngine(dialect, time);
        operator = new SimulatedOperator(engine, new MemoryRecords());
    }

    @Test
    void a_pulled_image_is_seen_though_no_event_tells_of_it() {
        engine.host().registryImage("busybox:1", "{\"Cmd\":[\"sh\"]}");
        operator.deaf = true;
        operator.accept(Yaml.revision(Yaml.service("web")));

        time.advance(Duration.ofSeconds(60));

        assertThat(operator.ready("web")).isEqualTo("True Running");
        assertThat(operator.diary)
                .filteredOn(line -> line.startsWith("PullImage"))
                .as("once is enough")
                .hasSize(1);
    }

    @Test
    void a_roll_out_goes_on_after_a_restart_of_the_engine() {
        for (String policy : List.of("labels: {policy: none}", "restart: always", "restart: unless-stopped")) {
            converged(policy);

            operator.accept(Yaml.revision(Yaml.service("web", policy, "environment: {A: b}")));
            time.advance(Duration.ofSeconds(1));
            engine.host().stopDaemon();
            time.advance(Duration.ofSeconds(20));
            engine.host().startDaemon();
            time.advance(Duration.ofSeconds(60));

            assertThat(operator.ready("web")).as(policy).isEqualTo("True Running");
            assertThat(operator.diary)
                    .as(policy)
                    .contains("RemoveContainer node-web-1-orion-previous Done")
                    .noneMatch(line -> line.contains("-orion-failed"));
            assertThat(engine.host().containers()).as(policy).containsExactly("node-web-1");
        }
    }

    private void converged(String written) {
        startEngine();
        engine.host().image("busybox:1", "{\"Cmd\":[\"sh\"]}");
        operator.accept(Yaml.revision(Yaml.service("web", written)));
        time.advance(Duration.ofMinutes(2));
        operator.diary.clear();
    }
}
