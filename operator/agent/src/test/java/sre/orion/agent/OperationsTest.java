package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.fixtures.Eventually;

/** What people ask of a running operator by annotations, on a simulated engine. */
class OperationsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private SimulatedNode node;
    private ApiClient operator;

    private static String web(String rest) {
        return """
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: web}
                spec:
                  rollout: {minReady: 100ms}
                  container: {image: "app:1"%s}
                """.formatted(rest);
    }

    @BeforeEach
    void start() throws Exception {
        node = new SimulatedNode(folder, web(""));
        operator = new ApiClient(node, SimulatedNode.OPERATE);
        becomes("True Running");
    }

    @AfterEach
    void end() {
        node.close();
    }

    private void becomes(String ready) throws Exception {
        Eventually.within(SOON, () -> assertThat(operator.ready("web")).isEqualTo(ready));
    }

    private List<String> reasons() throws IOException, InterruptedException {
        var reasons = new ArrayList<String>();
        operator.get("/api/v1/events")
                .body()
                .path("items")
                .forEach(event -> reasons.add(event.path("reason").asString("")));
        return reasons;
    }

    private static String quoted(Object value) {
        return "\"" + value + "\"";
    }

    @Test
    void a_restart_is_done_once_and_told_of() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Eventually.within(SOON, () -> assertThat(Instant.now()).isAfter(now));

        var answer = operator.annotate("web", "orion.sre/restartedAt", quoted(now));

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.body()
                        .at("/metadata/annotations/orion.sre~1restartedAt")
                        .asString())
                .isEqualTo(now.toString());
        Eventually.within(
                SOON,
                () -> assertThat(operator.service("web").at("/status/restarts").asInt())
                        .isEqualTo(1));
        assertThat(reasons()).contains("RestartRequested", "Restarted");
    }

    @Test
    void a_suspension_outlives_the_operator_and_ends_when_it_is_taken_back() throws Exception {
        operator.annotate("web", "orion.sre/suspend-until", quoted("2099-01-01T00:00:00Z"));
        becomes("False Suspended");

        node.restart();
        becomes("False Suspended");
        assertThat(operator.service("web")
                        .at("/metadata/annotations/orion.sre~1suspend-until")
                        .asString())
                .isEqualTo("2099-01-01T00:00:00Z");

        operator.annotate("web", "orion.sre/suspend-until", "null");
        becomes("True Running");
        assertThat(reasons()).contains("SuspendRequested", "ResumeRequested");
    }

    @Test
    void a_rollback_runs_the_last_spec_that_was_ready_until_the_files_say_something_new() throws Exception {
        assertThat(operator.annotate("web", "orion.sre/rollback", quoted("now")).code())
                .isEqualTo(422);
        node.write("all.yaml", web(", command: [app, --broken], labels: {version: two}"));
        Eventually.within(SOON, () -> assertThat(label()).isEqualTo("two"));

        var answer = operator.annotate("web", "orion.sre/rollback", quoted("now"));

        assertThat(answer.code()).isEqualTo(200);
        Eventually.within(SOON, () -> assertThat(label()).isEmpty());
        becomes("True Running");
        assertThat(operator.service("web").at("/metadata/generation").asInt()).isEqualTo(3);

        node.restart();
        becomes("True Running");
        assertThat(label()).isEmpty();
        assertThat(operator.service("web")
                        .at("/metadata/annotations/orion.sre~1rollback")
                        .asString())
                .isEqualTo("generation 1");

        node.write("all.yaml", web(", labels: {version: three}"));
        Eventually.within(SOON, () -> assertThat(label()).isEqualTo("three"));
        assertThat(operator.service("web")
                        .at("/metadata/annotations/orion.sre~1rollback")
                        .isMissingNode())
                .isTrue();
        assertThat(reasons()).contains("RollbackRequested", "RollbackEnded");
    }

    /** The label of the container that runs. */
    private String label() {
        return node.engine
                .byHand("GET", "/containers/cortex-web-1/json", null)
                .body()
                .at("/Config/Labels/version")
                .asString("");
    }

    @Test
    void who_may_only_read_is_refused_and_nothing_changes() throws Exception {
        for (String token : List.of("", SimulatedNode.READ)) {
            var answer = new ApiClient(node, token).annotate("web", "orion.sre/restartedAt", quoted(Instant.now()));

            assertThat(answer.code()).isEqualTo(403);
            assertThat(answer.message()).contains("may only read");
        }
        assertThat(reasons()).doesNotContain("RestartRequested");
    }
}
