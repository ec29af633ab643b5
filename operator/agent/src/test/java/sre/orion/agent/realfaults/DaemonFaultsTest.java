package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.agent.endtoend.TestNode;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** The daemon ends, is away, and comes back. */
@OnOneEngine(Flavour.SID)
class DaemonFaultsTest extends NodeTest {
    private static final Duration ENGINE_AND_ALL = Duration.ofMinutes(2);

    private final PrivateEngine engine = node.engine();
    private final FixtureClient client = node.client();
    private String id = "";

    DaemonFaultsTest(Flavour flavour) {
        super(() -> TestNode.alone(PrivateEngine.start(flavour, "--live-restore"), "daemon")
                .wants(ServiceText.named("bystander"))
                .wants(ServiceText.named("kept").with("restart: unless-stopped"))
                .up("--resync", "3s")
                .ready("bystander", "kept"));
    }

    @BeforeEach
    void remember() {
        node.ready("bystander", "kept");
        id = node.id("kept");
    }

    @AfterEach
    void theSameContainersRunInTheEnd() {
        node.eventually(ENGINE_AND_ALL, () -> {
            assertThat(node.containers()).containsExactly("daemon-bystander-1", "daemon-kept-1");
            node.assertRuns("kept");
            node.assertRuns("bystander");
            assertThat(node.id("kept")).isEqualTo(id);
        });
    }

    @Test
    @Proves({"F01", "F06", "F31"})
    void a_daemon_that_is_ended_is_one_loss_and_all_is_looked_at_when_it_is_back() {
        long lost = told("engine lost");
        engine.restart("--live-restore=false");
        engine.terminate();
        node.says("kept", "Ready", "Unknown", "Unknown");
        node.says("bystander", "Ready", "Unknown", "Unknown");
        long after = told("engine lost");
        assertThat(after).as("told once for all, at each of two ends").isBetween(lost + 1, lost + 2);

        engine.restart("--live-restore");
        node.eventually(ENGINE_AND_ALL, () -> node.assertRuns("bystander"));
        node.ready("bystander", "kept");
        assertThat(told("engine lost")).isEqualTo(after);
        assertThat(node.container("kept").path("RestartCount").asInt()).isZero();
    }

    @Test
    @Proves({"F03", "F04"})
    void containers_that_run_on_without_the_daemon_are_not_touched() {
        String started = node.startedAt("kept");
        engine.kill();
        assertThat(engine.socket()).as("left behind").exists();
        node.says("kept", "Ready", "Unknown", "Unknown");
        assertThat(engine.socket()).as("not Orion's to remove").exists();

        engine.restart();
        node.ready("kept", "bystander");
        assertThat(node.startedAt("kept")).isEqualTo(started);
    }

    @Test
    @Proves("F02")
    void a_daemon_killed_in_the_middle_of_a_stop_leaves_nothing_stopped() {
        client.post("/containers/daemon-kept-1/update", "{\"RestartPolicy\":{\"Name\":\"no\"}}");
        try (var beside = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = beside.submit(() -> client.call("POST", "/containers/daemon-kept-1/stop?t=5"));
            engine.kill();
        }
        engine.restart();
        node.eventually(ENGINE_AND_ALL, () -> node.assertRuns("kept"));
    }

    @Test
    @Tag("long")
    void a_frozen_daemon_is_waited_for() {
        List<String> before = node.containers();
        engine.freeze();
        try {
            node.says("kept", "Ready", "Unknown", "Unknown");
        } finally {
            engine.thaw();
        }
        node.ready("kept", "bystander");
        assertThat(node.containers()).isEqualTo(before);
    }

    private long told(String message) {
        return node.operator().lines().stream()
                .filter(line -> line.contains("msg=\"" + message + "\""))
                .count();
    }
}
