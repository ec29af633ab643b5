package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** Side by side with the real docker compose, on the same engine and the same containers. */
@Tag("engine")
class ComposeTest {
    private static final PrivateEngine ENGINE = PrivateEngine.shared(Flavour.SID);
    private static final String CONTAINER =
            "image: orion-fixture/busybox:1, stop_signal: SIGKILL, command: [sh, -c, 'echo hello; sleep 86400']";

    @Test
    void compose_lists_what_orion_made() {
        try (var node = TestNode.on(ENGINE, "listed")) {
            node.wants(ServiceText.named("web").with("command: [sh, -c, 'echo hello from web; sleep 86400']"))
                    .up()
                    .ready("web");

            assertThat(Ran.docker(ENGINE, "compose", "ls", "--format", "json").good())
                    .contains("\"Name\":\"listed\"", "running(1)");
            assertThat(Ran.docker(ENGINE, "compose", "-p", "listed", "ps", "--format", "{{.Service}} {{.State}}")
                            .good())
                    .isEqualToIgnoringNewLines("web running");
            assertThat(Ran.docker(ENGINE, "compose", "-p", "listed", "logs").good())
                    .contains("hello from web");
            assertThat(Ran.docker(ENGINE, "compose", "-p", "listed", "top").good())
                    .containsPattern("web +1 .*sleep 86400");
        }
    }

    @Test
    void a_project_that_compose_brought_up_is_taken_over_without_a_single_change() throws IOException {
        try (var node = TestNode.recordedOn(ENGINE, "adopted")) {
            Path file = Files.writeString(node.folder().resolve("compose.yaml"), """
                    name: adopted
                    services:
                      db: {%1$s, networks: [back], volumes: ['data:/data'], mem_limit: 64m,
                           healthcheck: {test: [CMD, 'true'], interval: 1s}}
                      api: {%1$s, networks: {back: {aliases: [backend]}}, restart: unless-stopped, environment: {MODE: fast},
                            labels: {tier: middle}, cap_add: [NET_ADMIN], sysctls: {net.core.somaxconn: 1024},
                            depends_on: {db: {condition: service_healthy}}, ports: ['127.0.0.1:18081:80'], tmpfs: [/scratch]}
                      side: {%1$s, network_mode: 'service:api', init: true, user: '1000', read_only: true,
                             ulimits: {nofile: 2048}, extra_hosts: []}
                      plain: {%1$s}
                    networks: {back: {}}
                    volumes: {data: {}}
                    """.formatted(CONTAINER));
            Ran.docker(ENGINE, "compose", "-f", file.toString(), "up", "-d").good();
            List<String> before = List.of(node.id("db"), node.id("api"), node.id("side"), node.id("plain"));

            node.wants("Network", "back", "{}").wants("Volume", "data", "{}");
            wants(
                    node,
                    "db",
                    "networks: [back], volumes: ['data:/data'], mem_limit: 64m, healthcheck: {test: [CMD, 'true'], interval: 1s}");
            wants(node, "api", """
                    networks: {back: {aliases: [backend]}}, restart: unless-stopped, environment: {MODE: fast},
                          labels: {tier: middle}, cap_add: [NET_ADMIN], sysctls: {net.core.somaxconn: 1024},
                          depends_on: {db: {condition: service_healthy}}, ports: ['127.0.0.1:18081:80'], tmpfs: [/scratch]""");
            wants(
                    node,
                    "side",
                    "network_mode: 'service:api', init: true, user: '1000', read_only: true, ulimits: {nofile: 2048}, extra_hosts: []");
            wants(node, "plain", "");
            node.up().ready("db", "api", "side", "plain");

            assertThat(node.mutations()).isEmpty();
            assertThat(List.of(node.id("db"), node.id("api"), node.id("side"), node.id("plain")))
                    .isEqualTo(before);
        }
    }

    @Test
    void what_render_writes_compose_accepts() throws IOException {
        try (var node = TestNode.on(ENGINE, "rendered")) {
            node.wants("Network", "back", "{internal: true}")
                    .wants("Volume", "data", "{}")
                    .wants(ServiceText.named("db")
                            .with(
                                    "networks: [back]",
                                    "volumes: ['data:/data']",
                                    "healthcheck: {test: [CMD, 'true'], interval: 1s}"))
                    .wants(ServiceText.named("api")
                            .with(
                                    "depends_on: {db: {condition: service_healthy}}",
                                    "networks: [back]",
                                    "environment: {PRICE: '5 $$'}"))
                    .wants(ServiceText.named("side").with("network_mode: service:api"));
            Path out = node.folder().resolve("compose-out");

            Ran.orion(ENGINE, "render", "--specs", node.specs().toString(), "--out", out.toString())
                    .good();

            String file = out.resolve("rendered.yml").toString();
            String config = Ran.docker(ENGINE, "compose", "-f", file, "config").good();
            assertThat(config)
                    .contains("name: rendered", "network_mode: service:api", "PRICE: 5 $$", "service_healthy");
            assertThat(Ran.docker(ENGINE, "compose", "-f", file, "config", "--services")
                            .good()
                            .lines())
                    .containsExactlyInAnyOrder("api", "db", "side");
        }
    }

    private static void wants(TestNode node, String service, String fields) {
        node.file(service + ".yaml", """
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: %s}
                spec:
                  container: {%s, %s}
                """.formatted(service, CONTAINER, fields));
    }
}
