package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** What people do by hand to a container that should run, and how it is undone. */
@OnBothEngines
class InterferenceTest extends NodeTest {
    private static final int REPAIRS = 10;

    InterferenceTest(Flavour flavour) {
        super(flavour, "interference");
    }

    @Test
    void a_killed_container_runs_again() {
        String id = running("killed");
        post("killed", "kill");
        node.runs("killed");
        assertThat(node.id("killed")).isEqualTo(id);
    }

    @Test
    void a_stopped_container_runs_again() {
        String id = running("stopped");
        post("stopped", "stop");
        node.runs("stopped");
        assertThat(node.id("stopped")).isEqualTo(id);
    }

    @Test
    void a_removed_container_is_made_again() {
        String id = running("removed");
        remove("removed");
        node.runs("removed");
        assertThat(node.id("removed")).isNotEqualTo(id);
    }

    @Test
    void a_paused_container_goes_on() {
        running("paused");
        String started = node.startedAt("paused");
        post("paused", "pause");
        node.runs("paused");
        assertThat(node.startedAt("paused")).isEqualTo(started);
    }

    @Test
    void a_renamed_container_gets_its_name_back() {
        String id = running("renamed");
        post("renamed", "rename?name=something-else");
        node.runs("renamed");
        assertThat(node.id("renamed")).isEqualTo(id);
    }

    @Test
    void a_container_taken_off_its_network_is_back_on_it_with_its_alias() {
        node.wants("Network", "wire", "{}");
        node.running(ServiceText.named("disconnected").with("networks: {wire: {aliases: [plug]}}"));
        String started = node.startedAt("disconnected");

        node.client()
                .post(
                        "/networks/interference_wire/disconnect",
                        "{\"Container\":\"interference-disconnected-1\",\"Force\":true}");

        node.eventually(() -> assertThat(node.container("disconnected")
                        .at("/NetworkSettings/Networks/interference_wire/Aliases")
                        .toString())
                .contains("\"plug\""));
        assertThat(node.startedAt("disconnected")).isEqualTo(started);
    }

    @Test
    void a_limit_changed_by_hand_is_set_back_without_a_restart() {
        node.running(ServiceText.named("limited").with("mem_limit: 64m"));
        String started = node.startedAt("limited");

        node.client()
                .post("/containers/interference-limited-1/update", "{\"Memory\":268435456,\"MemorySwap\":536870912}");

        node.eventually(() -> assertThat(
                        node.container("limited").at("/HostConfig/Memory").asLong())
                .isEqualTo(64L << 20));
        assertThat(node.startedAt("limited")).isEqualTo(started);
    }

    @Test
    @Proves("F37")
    void a_removed_network_is_made_again_and_joined() {
        node.wants("Network", "bridge", "{}");
        node.running(ServiceText.named("stranded").with("networks: [bridge]"));
        String network = "/networks/interference_bridge";
        String id = node.client().get(network).path("Id").asString();

        node.whileItSleeps(() -> {
            node.client().post(network + "/disconnect", "{\"Container\":\"interference-stranded-1\",\"Force\":true}");
            node.client().delete(network);
        });

        node.eventually(() -> {
            String now = node.client().get(network).path("Id").asString();
            assertThat(now).isNotEqualTo(id);
            assertThat(node.container("stranded")
                            .at("/NetworkSettings/Networks/interference_bridge/NetworkID")
                            .asString(""))
                    .isEqualTo(now);
            node.assertRuns("stranded");
        });
    }

    @Test
    @Proves("F66")
    void what_is_not_in_the_specs_stays_as_people_left_it() {
        String body = "{\"Image\":\"orion-fixture/busybox:1\",\"StopSignal\":\"SIGKILL\"}";
        node.client().post("/containers/create?name=foreign", body);
        node.client().post("/containers/foreign/start");
        node.client().post("/containers/foreign/kill");

        awaitNextRepair();

        assertThat(node.client()
                        .get("/containers/foreign/json")
                        .at("/State/Status")
                        .asString())
                .isEqualTo("exited");
        node.client().delete("/containers/foreign?force=1");
    }

    @Test
    void what_the_engine_restarts_by_its_policy_is_left_to_the_engine() throws Exception {
        node.running(ServiceText.named("policed").with("restart: always"));
        int before = node.mutations().size();
        String process = node.container("policed").at("/State/Pid").asString();

        assertThat(new ProcessBuilder(node.engine().inside("bash", "-c", "kill -KILL " + process))
                        .start()
                        .waitFor())
                .isZero();
        node.eventually(
                () -> assertThat(node.container("policed").path("RestartCount").asInt())
                        .isEqualTo(1));
        node.runs("policed");
        awaitNextRepair();

        String id = node.id("policed");
        assertThat(node.mutations().subList(before, node.mutations().size()))
                .noneMatch(call -> call.contains(id) || call.contains("interference-policed-1"));
    }

    @Test
    void the_eleventh_repair_within_ten_minutes_is_not_made() {
        running("fought");
        for (int repair = 1; repair <= REPAIRS; repair++) {
            remove("fought");
            node.runs("fought");
        }
        remove("fought");

        node.says("fought", "Stalled", "True", "LoopBreaker");
        awaitNextRepair();
        node.now(() -> assertThat(node.containers()).doesNotContain("interference-fought-1"));
    }

    @Test
    @Proves("F26")
    void a_container_that_ends_at_once_each_time_is_a_crash_loop_and_not_hammered() {
        node.wants(ServiceText.named("crashing").with("command: [sh, -c, 'exit 3']"));

        node.says("crashing", "Ready", "False", "CrashLoop");
        assertThat(node.mutations().stream()
                        .filter(call -> call.matches("POST /containers/.*/start")
                                && (call.contains("crashing") || call.contains(node.id("crashing")))))
                .hasSizeLessThanOrEqualTo(3);
    }

    private String running(String service) {
        return node.running(ServiceText.named(service)).id(service);
    }

    private void post(String service, String verb) {
        node.client().post("/containers/" + node.containerName(service) + "/" + verb);
    }

    private void remove(String service) {
        node.client().delete("/containers/" + node.containerName(service) + "?force=1");
    }
}
