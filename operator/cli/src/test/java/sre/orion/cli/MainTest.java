package sre.orion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path state;

    private PlayedOperator operator;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void open() throws IOException {
        operator = new PlayedOperator(state);
    }

    @AfterEach
    void close() throws IOException {
        operator.close();
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        return code;
    }

    @Test
    void status_shows_every_resource_in_lines_of_80_columns() {
        operator.says(
                "GET /apis/orion.sre/v1/services",
                200,
                "{\"items\":[" + PlayedOperator.item("Service", "web", "True", "Healthy", "fine") + ","
                        + PlayedOperator.item("Service", "db", "False", "CrashLoop", "it ends ".repeat(20)) + "]}");

        int code = run("status", "--state", state.toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines().map(String::length)).allMatch(length -> length <= 80);
        assertThat(out.toString())
                .startsWith("The operator is ready.")
                .contains("KIND     NAME  READY  REASON     MESSAGE")
                .contains("Service  web   True   Healthy    fine")
                .contains("Service  db    False  CrashLoop  it ends it ends")
                .contains("…");
    }

    @Test
    void status_ends_with_0_when_all_is_ready() {
        operator.says(
                "GET /apis/orion.sre/v1/volumes",
                200,
                "{\"items\":[" + PlayedOperator.item("Volume", "data", "True", "Ready", "") + "]}");

        assertThat(run("status", "--state", state.toString())).isZero();
    }

    @Test
    void status_says_why_the_operator_is_not_ready() {
        operator.says("GET /readyz", 503, "the engine has not been observed yet\n");

        assertThat(run("status", "--state", state.toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith("The operator is not ready: the engine has not been observed yet");
    }

    @Test
    void status_names_the_hash_of_a_deletion_that_waits() {
        operator.says(
                "GET /apis/orion.sre/v1/nodes",
                200,
                "{\"items\":[{\"kind\":\"Node\",\"metadata\":{\"name\":\"cortex\"},"
                        + "\"status\":{\"pendingDeletion\":\"abc123\"}}]}");

        run("status", "--state", state.toString());

        assertThat(out.toString()).contains("./orion ctl approve abc123").contains("Unknown");
    }

    @Test
    void get_shows_the_resources_of_a_kind() {
        operator.says(
                "GET /apis/orion.sre/v1/services",
                200,
                "{\"items\":[" + PlayedOperator.item("Service", "web", "True", "Healthy", "fine") + "]}");

        assertThat(run("get", "services", "--state", state.toString())).isZero();
        assertThat(run("get", "service", "web", "-o", "json", "--state", state.toString()))
                .isZero();
        assertThat(out.toString()).contains("web   True   Healthy  fine").contains("\"kind\"");
    }

    @Test
    void get_of_what_is_not_there_fails() {
        assertThat(run("get", "services", "web", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("services.orion.sre \"web\" not found");
        assertThat(run("get", "gadgets", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nothing there");
    }

    @Test
    void events_are_shown_in_their_order() {
        operator.says("GET /api/v1/events", 200, """
                {"items":[{"lastTimestamp":"2026-11-22T07:00:00Z","count":2,"reason":"Repaired","message":"again",
                "involvedObject":{"kind":"Service","name":"web"}}]}""");

        assertThat(run("events", "--state", state.toString())).isZero();
        assertThat(out.toString()).contains("2026-11-22T07:00:00Z  2      service/web  Repaired  again");
    }

    @Test
    void approve_sends_the_hash() {
        operator.says("POST /operations/approve", 200, "{\"approved\":\"abc123\"}");

        assertThat(run("approve", "abc123", "--state", state.toString())).isZero();
        assertThat(operator.requests().getFirst()).endsWith("\r\n\r\n{\"hash\":\"abc123\"}");
        assertThat(out.toString()).contains("approved abc123");
    }

    @Test
    void approve_of_nothing_fails_with_the_operators_words() {
        operator.says("POST /operations/approve", 404, "{\"message\":\"no deletion with the hash x waits\"}");

        assertThat(run("approve", "x", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("orionctl: no deletion with the hash x waits");
    }

    @Test
    void a_chunked_answer_is_joined() {
        operator.saysRaw(
                "GET /readyz",
                "HTTP/1.1 503 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nthe\r\n7\r\n engine\r\n0\r\n\r\n");

        run("status", "--state", state.toString());

        assertThat(out.toString()).startsWith("The operator is not ready: the engine\n");
    }

    @Test
    void what_speaks_no_http_is_no_operator() {
        operator.saysRaw("GET /readyz", "220 mail.example.org ESMTP");

        assertThat(run("status", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("what answers there is no operator");
    }

    @Test
    void an_operator_that_does_not_run_is_asked_about() {
        Path nowhere = state.resolve("nowhere");

        assertThat(run("status", "--state", nowhere.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("cannot reach the operator at " + nowhere.resolve("orion.sock") + ": is it running?");
        assertThat(run("status", "--server", "127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("127.0.0.1:1: is it running?");
    }

    @Test
    void a_wrong_command_line_ends_with_2() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("which command?");
        assertThat(run("aprove")).isEqualTo(2);
        assertThat(run("approve")).isEqualTo(2);
        assertThat(run("get")).isEqualTo(2);
    }

    @Test
    void help_names_every_command() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("status")
                .contains("get")
                .contains("events")
                .contains("approve");
    }
}
