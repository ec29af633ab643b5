package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** Names, creation, removal and lifecycle. */
@OnOneEngine(Flavour.SID)
class ContainerFaultsTest extends NodeTest {
    private static final String PREFIX = "containers-";

    private final Hands hands = new Hands(node);
    private final FixtureClient client = node.client();

    ContainerFaultsTest(Flavour flavour) {
        super(() -> Hands.bringUp(flavour, "containers"));
    }

    @Test
    @Proves({"F14", "F15"})
    void a_name_that_somebody_else_has_is_waited_for() {
        hands.foreign(PREFIX + "named-1", "{}");
        String foreign = node.id("named");

        node.wants(ServiceText.named("named"));
        node.says("named", "Ready", "False", "NameConflict");
        assertThat(node.id("named")).isEqualTo(foreign);
        node.assertRuns("named");

        hands.removeContainer(PREFIX + "named-1");
        node.ready("named");
    }

    @Test
    @Proves({"F16", "F64"})
    void a_name_taken_while_the_operator_slept_is_not_fought_for() {
        String own = node.running(ServiceText.named("swapped")).id("swapped");
        node.whileItSleeps(() -> {
            client.post("/containers/containers-swapped-1/rename?name=elsewhere");
            hands.foreign(PREFIX + "swapped-1", "{}");
        });
        node.says("swapped", "Ready", "False", "NameConflict");
        assertThat(node.id("swapped")).isNotEqualTo(own);

        hands.removeContainer(PREFIX + "swapped-1");
        node.eventually(() -> assertThat(node.id("swapped")).isEqualTo(own));
        node.runs("swapped");
    }

    @Test
    @Proves("F17")
    void a_container_put_aside_by_an_operator_that_died_is_taken_back() {
        String own = node.running(ServiceText.named("crashed")).id("crashed");
        node.whileItSleeps(() -> {
            client.post("/containers/containers-crashed-1/stop");
            client.post("/containers/containers-crashed-1/rename?name=containers-crashed-1-orion-previous");
        });
        node.eventually(() -> {
            assertThat(node.id("crashed")).isEqualTo(own);
            assertThat(containersOf("crashed")).containsExactly(PREFIX + "crashed-1");
        });
        node.runs("crashed");
    }

    @Test
    @Proves({"F18", "F20", "F21", "F46", "F49"})
    void many_who_remove_the_same_container_do_no_harm() {
        node.running(ServiceText.named("deleted").with("volumes: ['/scratch']"));
        int before = node.mutations().size();
        try (var helpers = Executors.newVirtualThreadPerTaskExecutor()) {
            node.wantsNoMore("deleted");
            for (int helper = 0; helper < 4; helper++) {
                var _ = helpers.submit(() -> client.call("DELETE", "/containers/containers-deleted-1?force=1"));
            }
        }
        node.eventually(() -> assertThat(containersOf("deleted")).isEmpty());
        node.running(ServiceText.named("deleted"));
        List<String> calls = node.mutations().subList(before, node.mutations().size());
        assertThat(calls).noneMatch(call -> call.contains("v=1") || call.contains("force=") || call.contains("/prune"));
    }

    @Test
    @Proves("F21")
    void a_running_container_is_stopped_before_it_is_removed() {
        String id = node.running(ServiceText.named("ended")).id("ended");
        int before = node.mutations().size();
        node.wantsNoMore("ended");
        node.eventually(() -> assertThat(containersOf("ended")).isEmpty());
        List<String> calls = node.mutations().subList(before, node.mutations().size());
        assertThat(calls.stream().filter(call -> call.contains(id)).map(call -> call.replaceAll("\\?.*", "")))
                .containsExactly("POST /containers/" + id + "/stop", "DELETE /containers/" + id);
    }

    @Test
    @Proves({"F23", "F24"})
    void a_start_in_the_middle_of_a_stop_and_one_too_many_end_with_it_running() {
        String id = node.running(ServiceText.named("raced").with("stop_signal: SIGTERM"))
                .id("raced");
        try (var helpers = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = helpers.submit(() -> client.call("POST", "/containers/" + id + "/stop?t=1"));
            var _ = helpers.submit(() -> client.call("POST", "/containers/" + id + "/start"));
        }
        node.runs("raced");
        client.post("/containers/" + id + "/kill");
        client.call("POST", "/containers/" + id + "/start");
        node.runs("raced").ready("raced");
        assertThat(node.id("raced")).isEqualTo(id);
    }

    @Test
    @Proves("F26")
    void a_restart_loop_is_left_to_the_engine_and_said() {
        node.wants(ServiceText.named("looping").with("restart: always", "command: [sh, -c, 'exit 3']"));
        node.says("looping", "Ready", "False", "CrashLoop");
        String id = node.id("looping");
        assertThat(node.mutations().stream()
                        .filter(call -> call.contains(id) || call.contains("looping"))
                        .filter(call -> call.endsWith("/start")))
                .as("the engine's own policy restarts it")
                .hasSize(1);
        node.wantsNoMore("looping");
        node.eventually(() -> assertThat(containersOf("looping")).isEmpty());
    }

    @Test
    @Proves("F27")
    void a_process_killed_for_want_of_memory_is_told_from_one_that_was_killed() {
        node.wants(ServiceText.named("greedy")
                .with("mem_limit: 16m", "memswap_limit: 16m", "command: [sh, -c, 'sleep 1; tail /dev/zero']"));
        node.tells("OutOfMemory", "greedy");
        node.wantsNoMore("greedy");

        node.running(ServiceText.named("killed"));
        client.post("/containers/containers-killed-1/kill");
        node.runs("killed");
        assertThat(node.operator().lines())
                .noneMatch(line -> line.contains("OutOfMemory") && line.contains(" name=killed "));
    }

    @Test
    @Proves("F28")
    void what_the_engine_refuses_does_not_touch_the_container_that_runs() {
        var service = ServiceText.named("small").with("mem_limit: 64m");
        node.running(service);
        String started = node.startedAt("small");
        node.wants(service.with("mem_limit: 1m"));
        node.tells("Minimum memory limit");
        assertThat(node.startedAt("small")).isEqualTo(started);
        node.wants(service).ready("small");
        assertThat(node.startedAt("small")).isEqualTo(started);
    }

    @Test
    @Proves("F30")
    void no_container_removes_itself() {
        node.running(ServiceText.named("kept"));
        assertThat(node.container("kept").at("/HostConfig/AutoRemove").asBoolean())
                .isFalse();
    }

    @Test
    @Proves("F43")
    void a_namespace_that_nobody_has_is_waited_for() {
        node.wants(ServiceText.named("joining").with("network_mode: 'container:ghost'"));
        node.says("joining", "Ready", "False", "ParentNotReady");
        assertThat(containersOf("joining")).isEmpty();
        hands.foreign("ghost", "{}");
        node.ready("joining");
        node.wantsNoMore("joining");
        node.eventually(() -> assertThat(containersOf("joining")).isEmpty());
        hands.removeContainer("ghost");
    }

    private List<String> containersOf(String service) {
        return node.containers().stream()
                .filter(container -> container.startsWith(PREFIX + service + "-"))
                .toList();
    }
}
