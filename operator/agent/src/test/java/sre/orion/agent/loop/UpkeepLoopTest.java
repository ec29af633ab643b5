package sre.orion.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.Fault;
import sre.orion.fixtures.simulation.FaultPlan;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.TracedCall;
import sre.orion.fixtures.simulation.VirtualTime;

/** Hooks and what is done when a file changes, while the answer to one call after the other is lost: at least once, and then no more. */
class UpkeepLoopTest {
    private static final String SERVICE = Yaml.network("default") + """
            ---
            apiVersion: orion.sre/v1
            kind: Service
            metadata: {name: web}
            spec:
              onConfigChange: {signal: SIGUSR1}
              container:
                image: busybox:1
                command: [sleep, "86400"]
                networks: [default]
                volumes: ['./app.conf:/app.conf']
                post_start: [{command: [touch, /warm]}]
            """;

    private final VirtualTime time = VirtualTime.start();
    private final SimulatedEngine engine = new SimulatedEngine(Dialect.V28_5, time);
    private final SortedMap<String, Observed<FileState>> files = new TreeMap<>();

    static IntStream calls() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_lost_answer_loses_no_hook_and_no_signal(int call) {
        engine.host().image("busybox:1", "{\"Cmd\":[\"sh\"]}");
        write("one");
        var operator = new SimulatedOperator(engine, new MemoryRecords(), _ -> files);
        engine.faults(FaultPlan.at(call, new Fault.AnswerLost(true)));
        operator.accept(Yaml.revision(SERVICE));
        time.advance(Duration.ofMinutes(2));
        engine.faults(FaultPlan.at(call, new Fault.AnswerLost(true)));
        write("two");

        time.advance(Duration.ofMinutes(10));

        assertThat(operator.ready("web")).isEqualTo("True Running");
        assertThat(operator.diary())
                .contains("ExecInContainer node-web-1 Done", "SignalContainer node-web-1 Done")
                .doesNotContain("panic of Service node/web");
        engine.clearTrace();
        time.advance(Duration.ofMinutes(10));
        assertThat(engine.trace()).extracting(TracedCall::method).containsOnly("GET");
    }

    private void write(String content) {
        files.put(
                "/specs/node/app.conf",
                new Observed.Present<>(new FileState(content, "the file", time.instant(), false, Optional.empty())));
    }
}
