package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sre.orion.fixtures.engine.FixtureEvents;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;
import tools.jackson.databind.JsonNode;

/** A container in the network namespace of another follows it through everything that can happen to that one. */
@OnBothEngines
class SharedNamespaceTest extends NodeTest {
    private static final Duration ENGINE_AND_ALL = Duration.ofSeconds(60);
    private static final String SERVING =
            "command: [sh, -c, 'mkdir -p /www; touch /www/up; exec httpd -f -p %d -h /www']";
    private static final ServiceText PARENT = ServiceText.named("vpn")
            .with(
                    SERVING.formatted(8888),
                    "restart: unless-stopped",
                    "healthcheck: {test: [CMD, wget, -q, -O, /dev/null, 'http://127.0.0.1:8888/up'], interval: 1s, timeout: 5s, retries: 3}");
    private static final ServiceText CHILD =
            ServiceText.named("torrent").with("network_mode: service:vpn", "restart: unless-stopped");

    private final PrivateEngine engine = node.engine();
    private String parent = "";
    private String child = "";
    private String parentStarted = "";

    SharedNamespaceTest(Flavour flavour) {
        super(() -> TestNode.alone(PrivateEngine.start(flavour), "tunnel")
                .wants(PARENT)
                .wants(CHILD)
                .up()
                .ready("vpn", "torrent"));
    }

    @BeforeEach
    void begin() {
        node.wants(PARENT).wants(CHILD);
        node.eventually(() -> {
            assertThat(node.container("vpn").at("/Config/Cmd/2").asString()).contains("8888");
            assertThat(node.container("vpn").at("/Config/Env").toString()).doesNotContain("ENDPOINT");
            onlyTheTwoAreThere();
            childReachesItsParent();
        });
        parent = node.id("vpn");
        parentStarted = node.startedAt("vpn");
        child = node.id("torrent");
    }

    @Test
    @Proves("F42")
    void parent_restarted_by_hand() {
        try (FixtureEvents events = node.client().events()) {
            post("vpn", "restart?t=1");

            childFollowsARestart();
            childStartedOnceTheParentWasHealthy(events);
        }
    }

    @Test
    @Proves("F40")
    void parent_stopped_and_started_by_hand() {
        post("vpn", "stop");
        post("vpn", "start");

        childFollowsARestart();
    }

    @Test
    void parent_killed_by_hand() {
        post("vpn", "kill");

        childFollowsARestart();
    }

    @Test
    @Proves("F41")
    void parent_removed_by_hand() {
        try (FixtureEvents events = node.client().events()) {
            node.client().delete("/containers/tunnel-vpn-1?force=1");

            childFollowsANewParent();
            childStartedOnceTheParentWasHealthy(events);
        }
    }

    @Test
    @Proves("F41")
    void parent_recreated_by_its_spec() {
        try (FixtureEvents events = node.client().events()) {
            node.wants(PARENT.with("environment: {ENDPOINT: elsewhere}"));

            childFollowsANewParent();
            childStartedOnceTheParentWasHealthy(events);
        }
    }

    @Test
    void parent_rolled_back() {
        node.wants(PARENT.with(SERVING.formatted(9999)));

        node.says("vpn", "Stalled", "True", "RolloutFailed");
        node.eventually(() -> {
            assertThat(node.id("vpn")).isEqualTo(parent);
            onlyTheTwoAreThere();
            childReachesItsParent();
        });
    }

    @Test
    void child_removed_by_hand() {
        node.client().delete("/containers/tunnel-torrent-1?force=1");

        node.eventually(() -> {
            assertThat(node.id("torrent")).isNotEqualTo(child);
            childReachesItsParent();
        });
        assertThat(node.startedAt("vpn")).isEqualTo(parentStarted);
    }

    @Test
    @Proves("F01")
    void engine_restarted() {
        engine.restart();

        childFollowsARestart();
    }

    @Test
    @Proves("F02")
    void machine_restarted() {
        engine.kill();
        Ran.command(engine.inside("bash", "-c", "kill -KILL -1"));
        engine.restart();

        childFollowsARestart();
    }

    private void childFollowsARestart() {
        node.eventually(ENGINE_AND_ALL, () -> {
            assertThat(node.startedAt("vpn")).isNotEqualTo(parentStarted);
            childReachesItsParent();
        });
        assertThat(List.of(node.id("vpn"), node.id("torrent"))).containsExactly(parent, child);
    }

    private void childFollowsANewParent() {
        node.eventually(() -> {
            assertThat(node.id("vpn")).isNotEqualTo(parent);
            onlyTheTwoAreThere();
            childReachesItsParent();
        });
    }

    private void onlyTheTwoAreThere() {
        assertThat(node.containers()).containsExactly("tunnel-torrent-1", "tunnel-vpn-1");
    }

    /** What matters in the end: both are up, and what listens in the parent answers in the child. */
    private void childReachesItsParent() {
        JsonNode vpn = node.container("vpn");
        JsonNode torrent = node.container("torrent");
        assertThat(vpn.at("/State/Health/Status").asString("")).isEqualTo("healthy");
        assertThat(torrent.at("/HostConfig/NetworkMode").asString(""))
                .isEqualTo("container:" + vpn.path("Id").asString());
        assertThat(torrent.at("/State/Running").asBoolean()).isTrue();
        assertThat(Instant.parse(node.startedAt("torrent"))).isAfter(Instant.parse(node.startedAt("vpn")));
        node.client().exec("tunnel-torrent-1", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8888/up");
    }

    private void childStartedOnceTheParentWasHealthy(FixtureEvents events) {
        assertThat(lastTime(events, "tunnel-torrent-1", "start"))
                .isGreaterThan(lastTime(events, "tunnel-vpn-1", "health_status: healthy"));
    }

    private static long lastTime(FixtureEvents events, String container, String action) {
        return events.seen().stream()
                .filter(event -> event.at("/Actor/Attributes/name").asString("").startsWith(container)
                        && event.path("Action").asString("").equals(action))
                .mapToLong(event -> event.path("timeNano").asLong())
                .max()
                .orElseThrow(() -> new AssertionError(container + " has no event " + action));
    }

    private void post(String service, String verb) {
        node.client().post("/containers/" + node.containerName(service) + "/" + verb);
    }
}
