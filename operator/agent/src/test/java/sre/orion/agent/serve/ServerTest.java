package sre.orion.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.agent.metrics.Metrics;
import sre.orion.agent.state.StartRefusal;
import sre.orion.fixtures.Eventually;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Doors doors;

    @BeforeEach
    void open() throws StartRefusal {
        doors = new Doors(folder);
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void an_operator_that_runs_and_is_ready_says_ok() throws IOException {
        assertThat(doors.get("/livez").body()).isEqualTo("ok");
        assertThat(doors.get("/readyz").body()).isEqualTo("ok");
        assertThat(doors.get("/readyz").code()).isEqualTo(200);
    }

    @Test
    void an_operator_that_is_not_ready_says_why_and_still_lives() throws IOException {
        doors.view.unreadiness.add("the engine was last observed 95 s ago");

        Doors.Answer answer = doors.get("/readyz");

        assertThat(answer.code()).isEqualTo(503);
        assertThat(answer.body()).contains("the engine was last observed 95 s ago");
        assertThat(doors.get("/livez").code()).isEqualTo(200);
    }

    @Test
    void metrics_show_a_condition_of_each_resource() throws IOException {
        Doors.Answer answer = doors.get("/metrics");

        assertThat(answer.head()).contains("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains(
                        "orion_condition{kind=\"Volume\",name=\"data\",namespace=\"cortex\",status=\"True\",type=\"Ready\"} 1.0")
                .contains("name=\"cache\",namespace=\"cortex\",status=\"Unknown\",type=\"Ready\"} 1.0");
    }

    @Test
    void a_client_that_speaks_no_http_1_1_is_told_so() throws IOException {
        Doors.Answer old = Doors.send(doors.unix(), "GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n");
        Doors.Answer other = Doors.send(doors.tcp(), "EHLO example.org\r\n\r\n");

        assertThat(old.code()).isEqualTo(505);
        assertThat(JSON.readTree(old.body()).path("kind").asString()).isEqualTo("Status");
        assertThat(other.code()).isEqualTo(400);
    }

    @Test
    void an_unknown_path_is_a_kubernetes_status() throws IOException {
        Doors.Answer answer = doors.get("/apis/nothing/v1");

        assertThat(answer.code()).isEqualTo(404);
        JsonNode status = JSON.readTree(answer.body());
        assertThat(status.path("kind").asString()).isEqualTo("Status");
        assertThat(status.path("reason").asString()).isEqualTo("NotFound");
        assertThat(status.path("code").asInt()).isEqualTo(404);
    }

    @Test
    void desired_state_cannot_be_written() throws IOException {
        String request = Doors.request("DELETE", "/apis/orion.sre/v1/namespaces/cortex/volumes/data", "");

        Doors.Answer answer = Doors.send(doors.unix(), request);

        assertThat(answer.code()).isEqualTo(405);
        assertThat(answer.body()).contains("cortex/volumes.yaml:4");
    }

    @Test
    void a_resource_is_shown_with_its_spec_its_status_and_its_place_in_the_specs() throws IOException {
        JsonNode volume = JSON.readTree(
                doors.get("/apis/orion.sre/v1/namespaces/cortex/volumes/data").body());

        assertThat(volume.path("apiVersion").asString()).isEqualTo("orion.sre/v1");
        assertThat(volume.at("/metadata/annotations/orion.sre~1source").asString())
                .isEqualTo("cortex/volumes.yaml:4:3");
        assertThat(volume.at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(volume.at("/spec/name").asString()).isEqualTo("cortex_data");
        assertThat(volume.at("/status/conditions/0/type").asString()).isEqualTo("Ready");
        assertThat(volume.at("/status/conditions/0/status").asString()).isEqualTo("True");
    }

    @Test
    void resources_are_listed_by_kind_and_namespace() throws IOException {
        String list = doors.get("/apis/orion.sre/v1/volumes").body();

        assertThat(JSON.readTree(list).path("kind").asString()).isEqualTo("VolumeList");
        assertThat(JSON.readTree(list).path("items").size()).isEqualTo(2);
        assertThat(JSON.readTree(doors.get("/apis/orion.sre/v1/namespaces/synapse/volumes")
                                .body())
                        .path("items")
                        .size())
                .isZero();
        assertThat(doors.get("/apis/orion.sre/v1/namespaces/cortex/volumes/none")
                        .code())
                .isEqualTo(404);
        assertThat(doors.get("/apis/orion.sre/v1/gadgets").code()).isEqualTo(404);
    }

    @Test
    void events_are_listed_and_selected_by_field() throws IOException {
        JsonNode all = JSON.readTree(doors.get("/api/v1/events").body());
        JsonNode one = JSON.readTree(doors.get("/api/v1/namespaces/cortex/events?fieldSelector="
                        + "involvedObject.name%3Ddata%2CinvolvedObject.kind%3DVolume")
                .body());

        assertThat(all.path("kind").asString()).isEqualTo("EventList");
        assertThat(all.path("items").size()).isEqualTo(2);
        assertThat(one.path("items").size()).isEqualTo(1);
        assertThat(one.at("/items/0/reason").asString()).isEqualTo("Created");
        assertThat(one.at("/items/0/count").asInt()).isEqualTo(3);
        assertThat(one.at("/items/0/lastTimestamp").asString()).isEqualTo("2026-11-22T07:00:00Z");
        assertThat(doors.get("/api/v1/events?fieldSelector=nonsense").code()).isEqualTo(400);
    }

    @Test
    void a_resource_is_explained_to_everybody() throws IOException {
        assertThat(doors.get("/explanations/volumes/cortex/data").body()).contains("Volume cortex/data");
        assertThat(doors.get("/explanations/volumes/cortex/nothing").code()).isEqualTo(404);
        assertThat(doors.get("/explanations/gadgets/cortex/data").body()).contains("\"kind\":\"Status\"");
        assertThat(doors.get("/outlook").body()).isEqualTo("[]");
    }

    @Test
    void a_waiting_deletion_is_approved_on_the_socket() throws IOException {
        String yes = Doors.request("POST", "/operations/approve", "{\"hash\":\"abc123\"}");

        assertThat(Doors.send(doors.unix(), yes).code()).isEqualTo(200);
        assertThat(doors.view.approved).containsExactly("abc123");
    }

    @Test
    void a_deletion_that_does_not_wait_is_not_approved() throws IOException {
        Doors.Answer answer =
                Doors.send(doors.unix(), Doors.request("POST", "/operations/approve", "{\"hash\":\"def456\"}"));

        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.body()).contains("def456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"hash\":7}", "{\"hash\":\"../../x\"}"})
    void an_approval_that_is_none_is_refused(String body) throws IOException {
        Doors.Answer answer = Doors.send(doors.unix(), Doors.request("POST", "/operations/approve", body));

        assertThat(answer.code()).isEqualTo(400);
    }

    @Test
    void no_operation_is_served_on_the_loopback_port() throws IOException {
        Doors.Answer answer =
                Doors.send(doors.tcp(), Doors.request("POST", "/operations/approve", "{\"hash\":\"abc123\"}"));

        assertThat(answer.code()).isEqualTo(403);
        assertThat(doors.view.approved).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:7070", "127.0.0.1:7070", "[::1]:7070"})
    void loopback_names_are_served(String host) throws IOException {
        assertThat(doors.get("/livez", "Host: " + host).code()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:7070", "localhost.evil.example", "127.0.0.1.evil.example"})
    void another_host_name_is_refused(String host) throws IOException {
        assertThat(doors.get("/metrics", "Host: " + host).code()).isEqualTo(403);
    }

    @Test
    void a_web_page_is_refused_at_both_doors() throws IOException {
        String request = Doors.request("GET", "/metrics", "", "Origin: https://evil.example");

        assertThat(Doors.send(doors.tcp(), request).code()).isEqualTo(403);
        assertThat(Doors.send(doors.unix(), request).code()).isEqualTo(403);
    }

    @Test
    void the_socket_lets_in_its_owner_and_group_alone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(doors.socket)))
                .isEqualTo("rw-rw----");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/apis//orion.sre/v1/x", "/livez/../metrics/x"
            })
    void tricks_with_the_path_lead_nowhere(String path) throws IOException {
        assertThat(doors.get(path).code()).isBetween(400, 404);
    }

    @Test
    void headers_and_request_lines_have_a_limit() throws IOException {
        assertThat(doors.get("/livez", "X-Big: " + "a".repeat(40_000)).code()).isBetween(400, 431);
        assertThat(doors.get("/" + "a".repeat(20_000)).code()).isBetween(400, 414);
        assertThat(doors.get("/livez").code()).isEqualTo(200);
    }

    @Test
    void a_body_has_a_limit() throws IOException {
        String request = Doors.request("POST", "/operations/approve", "", "Content-Length: 100000");

        assertThat(Doors.send(doors.unix(), request).code()).isEqualTo(413);
    }

    @Test
    void half_a_request_and_a_reader_that_reads_nothing_disturb_nobody() throws IOException {
        try (var half = SocketChannel.open(doors.tcp());
                var deaf = SocketChannel.open(doors.tcp())) {
            half.write(ByteBuffer.wrap("GET /met".getBytes(StandardCharsets.US_ASCII)));
            String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200);
            deaf.configureBlocking(false);
            deaf.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));

            Eventually.within(
                    Duration.ofSeconds(5),
                    () -> assertThat(doors.get("/livez").code()).isEqualTo(200));
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var metrics = new Metrics("1.2.3", Clock.systemUTC())) {
            var listen = new ListenAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());

            assertThatThrownBy(() -> Server.start(
                            ServerOptions.onLoopback(listen, folder.resolve("other.sock")), doors.view, metrics))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("--listen 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("Address already in use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:7070", "[::]:7070", "192.0.2.1:7070"})
    void no_other_address_than_loopback_is_served(String listen) {
        assertThatThrownBy(() -> ListenAddress.parse(listen))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("only loopback is served");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7070", "localhost", "localhost:", "localhost:99999", "::1:7070", "127.0.0.1:7070/x"})
    void what_is_no_address_is_refused(String listen) {
        assertThatThrownBy(() -> ListenAddress.parse(listen))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("write HOST:PORT");
    }
}
