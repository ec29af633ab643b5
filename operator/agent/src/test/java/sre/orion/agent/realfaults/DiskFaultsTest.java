package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.Ran;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.agent.endtoend.TestNode;
import sre.orion.fixtures.engine.FakeRegistry;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** The engine's disk is full, or does not let go of a file. */
@OnOneEngine(Flavour.BOOKWORM)
class DiskFaultsTest extends NodeTest {
    private static final int MEBIBYTES = 64;

    private final PrivateEngine engine = node.engine();
    private final FixtureClient client = node.client();
    private String started = "";

    DiskFaultsTest(Flavour flavour) {
        super(() -> TestNode.alone(PrivateEngine.withDisk(flavour, MEBIBYTES), "disk")
                .wants(ServiceText.named("bystander"))
                .up("--resync", "3s")
                .ready("bystander"));
    }

    @BeforeEach
    void remember() {
        node.ready("bystander");
        started = node.startedAt("bystander");
    }

    @AfterEach
    void free() {
        inside("rm -f " + filler() + "*");
    }

    @Test
    @Proves("F51")
    void what_cannot_be_made_for_want_of_space_is_made_when_there_is_some() {
        fill();
        node.wants(ServiceText.named("late"));
        node.tells("name=late", "no space left on device");
        assertThat(node.startedAt("bystander")).isEqualTo(started);
        node.assertRuns("bystander");

        free();
        node.ready("late");
        node.wantsNoMore("late");
        node.eventually(() -> assertThat(node.containers()).containsExactly("disk-bystander-1"));
    }

    @Test
    @Proves("F52")
    void a_container_that_the_list_takes_for_running_is_started_again() {
        String id = node.id("bystander");
        fill();
        node.whileItSleeps(() -> {
            client.call("POST", "/containers/disk-bystander-1/stop");
            assertThat(node.container("bystander").at("/State/Status").asString())
                    .isEqualTo("exited");
            if (client.apiVersion().equals("1.41")) {
                assertThat(client.get("/containers/json").toString())
                        .as("the list of 20.10")
                        .contains(id);
            }
        });
        free();
        node.eventually(() -> {
            node.assertRuns("bystander");
            assertThat(node.startedAt("bystander")).isNotEqualTo(started);
        });
        assertThat(node.id("bystander")).isEqualTo(id);
    }

    @Test
    @Proves("F58")
    void an_image_for_which_there_is_no_space_leaves_the_old_container_serving() {
        ServiceText service = ServiceText.named("bystander");
        try (var registry = FakeRegistry.on(engine)) {
            String image = registry.publish("large", "1", "{\"Cmd\":[\"sleep\",\"86400\"]}");
            fill();
            node.wants(service.with("image: " + image));
            node.tells("no space left on device", "name=bystander");
            node.assertRuns("bystander");
            assertThat(node.startedAt("bystander")).isEqualTo(started);
            node.wants(service).ready("bystander");
            assertThat(node.startedAt("bystander")).isEqualTo(started);
        }
    }

    @Test
    @Proves("F19")
    void a_container_that_the_engine_cannot_remove_does_not_keep_its_service_down() {
        node.running(ServiceText.named("stuck"));
        client.exec("disk-stuck-1", "touch", "/pinned");
        String pinned = "/proc/" + engine.pid() + "/root"
                + node.container("stuck").at("/GraphDriver/Data/UpperDir").asString() + "/pinned";
        Ran.command(List.of("chattr", "+i", pinned)).good();
        try {
            client.call("DELETE", "/containers/disk-stuck-1?force=1");
            node.runs("stuck");
            assertThat(node.startedAt("bystander")).isEqualTo(started);
        } finally {
            Ran.command(List.of("chattr", "-i", pinned));
        }
        node.ready("stuck");
        node.wantsNoMore("stuck");
    }

    private void fill() {
        // One large file leaves some blocks over; small ones take them.
        inside(
                "cat /dev/zero > FILLER 2>/dev/null; sync; i=0; while echo x > FILLER.$i; do i=$((i+1)); done 2>/dev/null; true"
                        .replace("FILLER", filler()));
    }

    private String filler() {
        return engine.directory().resolve("data/filler").toString();
    }

    private void inside(String script) {
        Ran.command(engine.inside("sh", "-c", script)).good();
    }
}
