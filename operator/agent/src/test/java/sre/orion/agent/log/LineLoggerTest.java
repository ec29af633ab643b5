package sre.orion.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LineLoggerTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LineLogger logger =
            new LineLogger("sre.orion.agent.engine.Engine", Level.INFO, new PrintStream(written, true, UTF_8));

    @Test
    void an_event_is_one_line_with_its_keys_in_order() {
        logger.atInfo()
                .addKeyValue("socket", "/run/docker.sock")
                .addKeyValue("attempt", 3)
                .log("engine lost");

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("time=20")
                        .endsWith(" level=INFO msg=\"engine lost\" logger=Engine socket=/run/docker.sock attempt=3"));
    }

    @Test
    void a_value_cannot_forge_a_line() {
        logger.atInfo()
                .addKeyValue("name", "a\ntime=now \"quoted\" \\ \u001b[0m")
                .log("container seen");

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("name=\"a\\ntime=now \\\"quoted\\\" \\\\ \\u001b[0m\""));
    }

    @Test
    void a_warning_names_the_causes_and_only_an_error_brings_the_stack_trace() {
        var failure = new IllegalStateException("call failed", new RuntimeException("broken pipe"));
        logger.warn("call failed", failure);
        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .endsWith("error=\"java.lang.IllegalStateException: call failed <-"
                                + " java.lang.RuntimeException: broken pipe\""));

        logger.error("call failed", failure);
        assertThat(lines()).hasSizeGreaterThan(3).anyMatch(line -> line.startsWith("Caused by: "));
    }

    @Test
    void below_the_threshold_nothing_is_written() {
        logger.debug("detail");
        logger.atDebug().addKeyValue("key", 1).log("detail");

        assertThat(lines()).isEmpty();
    }

    @Test
    void slf4j_finds_this_log_and_libraries_speak_only_of_trouble() {
        assertThat(LoggerFactory.getLogger("sre.orion.agent.Main")).isInstanceOf(LineLogger.class);
        assertThat(LogProvider.threshold("io.helidon.webserver")).isEqualTo(Level.WARN);
        assertThat(LogProvider.threshold("sre.orion.agent.Main")).isEqualTo(Level.INFO);
    }

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }
}
