package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** {@code restart: "no"}: created and started once for each version of its spec, whatever becomes of it. */
@OnBothEngines
class RunOnceTest extends NodeTest {
    RunOnceTest(Flavour flavour) {
        super(flavour, "once");
    }

    @Test
    void it_runs_once_for_each_version_of_its_spec_even_when_the_operator_forgets() throws IOException {
        node.wants(job("counted", "exit 0"));
        node.says("counted", "Ready", "True", "Completed");
        assertThat(runs("counted")).isEqualTo(1);

        node.upWithoutHistory().ready("counted");
        awaitNextRepair();
        assertThat(runs("counted")).isEqualTo(1);

        node.wants(job("counted", "exit 0 # again"));
        node.eventually(() -> assertThat(runs("counted")).isEqualTo(2));
        node.eventually(() -> assertThat(node.containers()).containsOnlyOnce("once-counted-1"));
    }

    @Test
    void one_that_failed_is_said_to_have_exited_and_is_left() throws IOException {
        node.wants(job("failed", "exit 3"));
        node.says("failed", "Ready", "False", "Exited");
        awaitNextRepair();
        assertThat(runs("failed")).isEqualTo(1);
    }

    @Test
    void one_that_was_removed_by_hand_runs_again() throws IOException {
        node.wants(job("removed", "exit 0"));
        node.says("removed", "Ready", "True", "Completed");

        node.client().delete("/containers/once-removed-1");

        node.eventually(() -> assertThat(runs("removed")).isEqualTo(2));
    }

    @Test
    void one_that_was_stopped_by_hand_stays_stopped() throws IOException {
        node.wants(job("stopped", "sleep 86400"));
        node.eventually(() -> assertThat(runs("stopped")).isEqualTo(1));
        node.client().post("/containers/once-stopped-1/stop");

        awaitNextRepair();

        assertThat(node.container("stopped").at("/State/Status").asString()).isEqualTo("exited");
        assertThat(runs("stopped")).isEqualTo(1);
    }

    /** A job that leaves a line in a file for each run. */
    private ServiceText job(String name, String script) {
        return ServiceText.named(name)
                .with(
                        "restart: 'no'",
                        "volumes: ['" + node.folder() + ":/runs']",
                        "command: [sh, -c, 'echo >> /runs/" + name + ".runs; " + script + "']");
    }

    private long runs(String name) throws IOException {
        Path file = node.folder().resolve(name + ".runs");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }
}
