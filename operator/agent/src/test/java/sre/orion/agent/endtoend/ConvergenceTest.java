package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sre.orion.fixtures.engine.FixtureEvents;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;
import tools.jackson.databind.JsonNode;

/** From nothing to all that the specs say, and not one call more. */
@OnBothEngines
class ConvergenceTest extends NodeTest {
    private final FixtureEvents events = node.events();

    ConvergenceTest(Flavour flavour) {
        super(() -> bringUp(flavour));
    }

    private static TestNode bringUp(Flavour flavour) {
        var node = TestNode.recordedOn(PrivateEngine.shared(flavour), "convergence");
        node.wants("Network", "front", "{}")
                .wants("Network", "back", "{internal: true, labels: {tier: data}}")
                .wants("Volume", "data", "{labels: {keep: always}}")
                .wants(ServiceText.named("web")
                        .with("depends_on: [api]", "networks: [front]", "ports: ['127.0.0.1:18080:80']"))
                .wants(ServiceText.named("api")
                        .with(
                                "depends_on: {db: {condition: service_healthy}}",
                                "networks: {front: , back: {aliases: [backend]}}"))
                .wants(
                        ServiceText.named("db")
                                .with(
                                        "networks: [back]",
                                        "volumes: [data:/data]",
                                        "command: [sh, -c, 'sleep 2; touch /data/up; sleep 86400']",
                                        "healthcheck: {test: [CMD, test, -e, /data/up], interval: 1s, timeout: 5s, retries: 30}"))
                .up()
                .ready("web", "api", "db");
        node.readyOf("Network", "front");
        node.readyOf("Network", "back");
        node.readyOf("Volume", "data");
        return node;
    }

    @Test
    void containers_networks_and_volumes_have_the_names_that_compose_would_give_them() {
        assertThat(node.containers()).containsExactly("convergence-api-1", "convergence-db-1", "convergence-web-1");
        assertThat(node.client()
                        .get("/networks/convergence_back")
                        .path("Internal")
                        .asBoolean())
                .isTrue();
        assertThat(node.client()
                        .get("/networks/convergence_front")
                        .path("Internal")
                        .asBoolean())
                .isFalse();
        assertThat(node.container("db")
                        .path("Mounts")
                        .valueStream()
                        .map(mount -> mount.path("Name").asString("")))
                .containsExactly("convergence_data");
    }

    @Test
    void containers_networks_and_volumes_carry_the_labels_of_compose_and_of_orion() {
        JsonNode container = node.container("api").at("/Config/Labels");
        assertThat(label(container, "com.docker.compose.project")).isEqualTo("convergence");
        assertThat(label(container, "com.docker.compose.service")).isEqualTo("api");
        assertThat(label(container, "com.docker.compose.container-number")).isEqualTo("1");
        assertThat(label(container, "com.docker.compose.oneoff")).isEqualTo("False");
        assertThat(label(container, "com.docker.compose.config-hash")).isNotEmpty();
        assertThat(label(container, "orion.sre/owner")).isEqualTo("convergence/Service/api");

        JsonNode network = node.client().get("/networks/convergence_back").path("Labels");
        assertThat(label(network, "com.docker.compose.network")).isEqualTo("back");
        assertThat(label(network, "com.docker.compose.project")).isEqualTo("convergence");
        assertThat(label(network, "tier")).isEqualTo("data");
        assertThat(label(network, "orion.sre/owner")).isEqualTo("convergence/Network/back");

        JsonNode volume = node.client().get("/volumes/convergence_data").path("Labels");
        assertThat(label(volume, "com.docker.compose.volume")).isEqualTo("data");
        assertThat(label(volume, "com.docker.compose.project")).isEqualTo("convergence");
        assertThat(label(volume, "keep")).isEqualTo("always");
    }

    @Test
    void aliases_and_service_names_are_found_on_the_network() {
        JsonNode aliases = node.container("api").at("/NetworkSettings/Networks/convergence_back/Aliases");
        assertThat(aliases.valueStream().map(JsonNode::asString)).contains("api", "backend");
        assertThat(node.client().exec("convergence-web-1", "nslookup", "api")).contains("Name:");
    }

    @Test
    void a_service_starts_only_when_what_it_depends_on_is_healthy() {
        assertThat(timeOf("convergence-api-1", "start"))
                .isGreaterThan(timeOf("convergence-db-1", "health_status: healthy"));
        assertThat(timeOf("convergence-web-1", "start")).isGreaterThan(timeOf("convergence-api-1", "start"));
    }

    @Test
    void no_service_was_started_twice_or_stopped_on_the_way() {
        for (String container : node.containers()) {
            assertThat(events.actionsOf(container))
                    .as(container)
                    .containsOnlyOnce("create", "start")
                    .doesNotContain("stop", "kill", "die", "destroy", "rename");
        }
    }

    @Test
    @Proves("F61")
    void a_converged_node_is_left_alone_even_by_an_operator_without_a_history() {
        List<String> before = node.mutations();
        assertThat(before).anyMatch(call -> call.startsWith("POST /containers/create"));

        node.upWithoutHistory().ready("web", "api", "db");

        assertThat(node.mutations()).isEqualTo(before);
    }

    private static String label(JsonNode labels, String name) {
        return labels.path(name).asString("");
    }

    private long timeOf(String container, String action) {
        return events.seen().stream()
                .filter(event -> event.at("/Actor/Attributes/name").asString("").equals(container)
                        && event.path("Action").asString("").equals(action))
                .mapToLong(event -> event.path("timeNano").asLong())
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(container + " has no " + action + " in " + events.actionsOf(container)));
    }
}
