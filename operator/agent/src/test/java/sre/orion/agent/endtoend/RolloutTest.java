package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import sre.orion.fixtures.engine.FixtureEvents;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;
import tools.jackson.databind.JsonNode;

/** A changed spec replaces a container, or leaves the old one where it was. */
@OnBothEngines
class RolloutTest extends NodeTest {
    private static final String HEALTHY = "healthcheck: {test: [CMD, 'true'], interval: 1s, timeout: 5s, retries: 2}";
    private static final String UNHEALTHY =
            "healthcheck: {test: [CMD, 'false'], interval: 1s, timeout: 5s, retries: 2}";

    RolloutTest(Flavour flavour) {
        super(flavour, "rollout");
    }

    @Test
    void a_good_change_leaves_exactly_one_container_and_never_had_two_running() {
        var service = ServiceText.named("good").with(HEALTHY);
        node.running(service);
        String old = node.id("good");

        try (FixtureEvents events = node.client().events()) {
            node.wants(service.with("environment: {VERSION: '2'}"));

            node.eventually(() -> assertThat(environment("good")).contains("VERSION=2"));
            node.eventually(() -> assertThat(containersOf("good")).containsExactly("rollout-good-1"));
            node.ready("good");
            assertThat(mostRunningAtOnce(events, "good", 1)).isEqualTo(1);
        }
        assertThat(node.id("good")).isNotEqualTo(old);
    }

    @Test
    @Proves("F62")
    void a_change_that_never_gets_healthy_is_rolled_back_until_the_spec_changes() {
        var service = ServiceText.named("sick").with(HEALTHY);
        node.running(service);
        String old = node.id("sick");

        node.wants(service.with(UNHEALTHY));
        node.says("sick", "Stalled", "True", "RolloutFailed");
        node.eventually(() -> assertThat(node.id("sick")).isEqualTo(old));
        node.runs("sick");
        node.eventually(() -> assertThat(containersOf("sick")).containsExactly("rollout-sick-1"));

        node.wants(service.with(HEALTHY, "environment: {MENDED: 'yes'}"));
        node.eventually(() -> assertThat(environment("sick")).contains("MENDED=yes"));
        node.ready("sick");
        node.eventually(() -> assertThat(containersOf("sick")).containsExactly("rollout-sick-1"));
    }

    @Test
    @Proves("F55")
    void a_change_to_an_image_that_nobody_has_leaves_the_old_container_serving() {
        var service = ServiceText.named("imageless");
        node.running(service);
        JsonNode before = node.container("imageless");

        node.wants(service.with("image: orion-fixture/nobody-has-this:1"));
        node.says("imageless", "Ready", "False", "ImageMissing");

        assertThat(node.id("imageless")).isEqualTo(before.path("Id").asString());
        assertThat(node.startedAt("imageless"))
                .isEqualTo(before.at("/State/StartedAt").asString());
    }

    @Test
    @Proves("F25")
    void a_change_that_the_engine_refuses_to_start_brings_the_old_container_back() {
        var service = ServiceText.named("refused");
        node.running(service);
        String old = node.id("refused");

        node.wants(service.with("command: [no-such-program]"));
        node.says("refused", "Stalled", "True", "RolloutFailed");

        node.eventually(() -> assertThat(node.id("refused")).isEqualTo(old));
        node.runs("refused");
        node.eventually(() -> assertThat(containersOf("refused")).containsExactly("rollout-refused-1"));
    }

    @Test
    void with_startFirst_the_new_container_runs_before_the_old_one_ends() {
        var service = ServiceText.named("swift").with(HEALTHY).having("rollout: {strategy: startFirst}");
        node.running(service);
        String old = node.id("swift");

        try (FixtureEvents events = node.client().events()) {
            node.wants(service.with("environment: {VERSION: '2'}"));

            node.eventually(() -> assertThat(node.id("swift")).isNotEqualTo(old));
            node.eventually(() -> assertThat(containersOf("swift")).containsExactly("rollout-swift-1"));
            assertThat(mostRunningAtOnce(events, "swift", 1)).isEqualTo(2);
        }
    }

    @Test
    void a_limit_that_changes_is_updated_in_place() {
        var service = ServiceText.named("squeezed").with("mem_limit: 64m");
        node.running(service);
        String started = node.startedAt("squeezed");

        node.wants(service.with("mem_limit: 32m"));

        node.eventually(() -> assertThat(memory("squeezed")).isEqualTo(32L << 20));
        assertThat(node.startedAt("squeezed")).isEqualTo(started);
    }

    @Test
    void a_limit_that_is_taken_away_is_really_gone() {
        var service = ServiceText.named("freed").with("mem_limit: 64m");
        node.running(service);
        String old = node.id("freed");

        node.wants(service.without("mem_limit"));

        node.eventually(() -> assertThat(memory("freed")).isZero());
        assertThat(node.id("freed")).isNotEqualTo(old);
    }

    @Test
    void a_suspended_service_is_stopped_and_stays_so_until_it_is_resumed() {
        var service = ServiceText.named("resting");
        node.running(service);
        String id = node.id("resting");

        node.wants(service.having("suspend: true"));
        node.eventually(() -> assertThat(status("resting")).isEqualTo("exited"));
        node.says("resting", "Ready", "False", "Suspended");

        node.wants(service);
        node.runs("resting");
        assertThat(node.id("resting")).isEqualTo(id);
    }

    @Test
    void a_volume_keeps_its_contents_through_a_change() {
        node.wants("Volume", "data", "{}");
        var service = ServiceText.named("keeper").with("volumes: ['data:/data']");
        node.running(service);
        node.client().exec("rollout-keeper-1", "sh", "-c", "echo precious > /data/file");

        node.wants(service.with("environment: {VERSION: '2'}"));

        node.eventually(() -> assertThat(environment("keeper")).contains("VERSION=2"));
        node.runs("keeper");
        assertThat(node.client().exec("rollout-keeper-1", "cat", "/data/file")).isEqualToIgnoringNewLines("precious");
    }

    @Test
    @Proves("F47")
    void a_service_whose_spec_is_gone_is_removed_and_its_volume_is_not() {
        node.wants("Volume", "left", "{}");
        node.running(ServiceText.named("gone").with("volumes: ['left:/data']"));

        node.wantsNoMore("gone");

        node.eventually(() -> assertThat(containersOf("gone")).isEmpty());
        assertThat(node.client().call("GET", "/volumes/rollout_left").status()).isEqualTo(200);
    }

    private String status(String service) {
        return node.container(service).at("/State/Status").asString();
    }

    private long memory(String service) {
        return node.container(service).at("/HostConfig/Memory").asLong();
    }

    private List<String> environment(String service) {
        return node.container(service)
                .at("/Config/Env")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private List<String> containersOf(String service) {
        return node.containers().stream()
                .filter(container -> container.startsWith("rollout-" + service + "-"))
                .toList();
    }

    /** By the engine's events; on newer engines {@code stop} comes before {@code die}, so the first of both is the end. */
    private static int mostRunningAtOnce(FixtureEvents events, String service, int runningBefore) {
        var ended = new HashSet<String>();
        int running = runningBefore;
        int most = running;
        for (JsonNode event : events.seen()) {
            if (!event.at("/Actor/Attributes/com.docker.compose.service")
                    .asString("")
                    .equals(service)) {
                continue;
            }
            String id = event.at("/Actor/ID").asString();
            switch (event.path("Action").asString("")) {
                case "start" -> {
                    ended.remove(id);
                    running++;
                }
                case "stop", "die" -> running -= ended.add(id) ? 1 : 0;
                default -> {}
            }
            most = Math.max(most, running);
        }
        return most;
    }
}
