package sre.orion.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.VirtualTime;

@ParameterizedClass
@EnumSource(Dialect.class)
class SimulatedLoopTest {
    @Parameter
    private Dialect dialect = Dialect.V28_5;

    private final VirtualTime time = VirtualTime.start();

    @Test
    void makes_the_networks_and_volumes_that_are_missing() {
        SimulatedEngine engine = new SimulatedEngine(dialect, time);
        var operator = new SimulatedOperator(engine, new MemoryRecords());
        operator.accept(Yaml.revision(Yaml.network("front") + Yaml.volume("data")));

        time.advance(Duration.ofMinutes(5));

        assertThat(operator.actions).containsExactly("CreateVolume node_data Done", "CreateNetwork node_front Done");
    }

    @Test
    void makes_a_network_again_that_somebody_removed() {
        SimulatedEngine engine = new SimulatedEngine(dialect, time);
        var operator = new SimulatedOperator(engine, new MemoryRecords());
        operator.accept(Yaml.revision(Yaml.network("front")));
        time.advance(Duration.ofSeconds(40));
        operator.actions.clear();

        engine.call("DELETE", "/networks/node_front", null);
        time.advance(Duration.ofMillis(100));

        assertThat(operator.actions).containsExactly("CreateNetwork node_front Done");
    }
}
