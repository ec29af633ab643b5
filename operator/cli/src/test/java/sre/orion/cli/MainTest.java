package sre.orion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
        CommandLine line =
                Main.commandLine(arguments).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
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

    private static final String TABLE = """
            {"kind":"Table","columnDefinitions":[{"name":"Name","priority":0},{"name":"Ready","priority":0},
            {"name":"Image","priority":1}],"rows":[{"cells":["web","True","nginx:1"],"object":{"metadata":{"namespace":"cortex"}}}]}""";

    @Test
    void get_shows_the_table_of_the_operator() {
        operator.says("GET /apis/orion.sre/v1/services", 200, TABLE);

        assertThat(run("get", "services", "--state", state.toString())).isZero();
        assertThat(out.toString()).isEqualTo("NAME  READY\nweb   True\n");
        assertThat(run("get", "sv", "-o", "wide", "-A", "--state", state.toString()))
                .isZero();
        assertThat(out.toString()).endsWith("NAMESPACE  NAME  READY  IMAGE\ncortex     web   True   nginx:1\n");
        assertThat(operator.requests())
                .anyMatch(request -> request.contains("Accept: application/json;as=Table;v=v1;g=meta.k8s.io"));
    }

    @Test
    void get_all_shows_a_table_for_each_kind_that_has_something() {
        operator.says("GET /apis/orion.sre/v1/services", 200, TABLE);
        operator.says("GET /apis/orion.sre/v1/networks", 200, TABLE.replace("web", "front"));

        assertThat(run("get", "all", "--state", state.toString())).isZero();
        assertThat(out.toString())
                .contains("service.orion.sre/web  True")
                .contains("\n\n")
                .contains("network.orion.sre/front  True");
    }

    @Test
    void get_prints_data_in_every_format() {
        String web = PlayedOperator.item("Service", "web", "True", "Healthy", "fine");
        operator.says(PlayedOperator.oneService("web"), 200, "{\"items\":[" + web + "]}");

        assertThat(run("get", "service", "web", "-o", "json", "--state", state.toString()))
                .isZero();
        assertThat(run("get", "service/web", "-o", "yaml", "--state", state.toString()))
                .isZero();
        assertThat(run("get", "service/web", "-o", "name", "--state", state.toString()))
                .isZero();
        assertThat(run("get", "service/web", "-ojsonpath={.status.conditions[0].reason}", "--state", state.toString()))
                .isZero();
        assertThat(run("get", "service/web", "-o", "custom-columns=N:.metadata.name", "--state", state.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("\"kind\" : \"Service\"")
                .contains("kind: Service\n")
                .contains("resourceVersion: \"7\"\n")
                .contains("service.orion.sre/web\n")
                .contains("HealthyN\nweb\n");
        assertThat(run("get", "services", "-o", "xml", "--state", state.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'xml' is none of wide, json, yaml");
    }

    @Test
    void get_of_what_is_not_there_fails() {
        operator.says(PlayedOperator.oneService("web"), 200, "{\"items\":[],\"rows\":[]}");

        assertThat(run("get", "services", "web", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("services.orion.sre \"web\" not found");
        assertThat(run("get", "gadgets", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the server doesn't have a resource type \"gadgets\"");
        assertThat(run("get", "services", "--state", state.toString())).isZero();
        assertThat(err.toString()).contains("No resources found.");
    }

    @Test
    void events_are_shown_oldest_first_and_of_one_resource() {
        String events = """
                {"items":[{"lastTimestamp":"2026-11-22T07:00:01Z","count":2,"reason":"Repaired","message":"again",
                "type":"Warning","involvedObject":{"kind":"Service","name":"web"}},
                {"lastTimestamp":"2026-11-22T07:00:00Z","reason":"Created","message":"first",
                "type":"Normal","involvedObject":{"kind":"Service","name":"web"}}]}""";
        operator.says("GET /api/v1/events", 200, events);
        operator.says(
                "GET /api/v1/events?fieldSelector=involvedObject.kind%3DService%2CinvolvedObject.name%3Dweb",
                200, events);

        assertThat(run("events", "--state", state.toString())).isZero();
        assertThat(run("events", "--for", "service/web", "--types", "Warning", "--state", state.toString()))
                .isZero();
        assertThat(out.toString())
                .containsSubsequence("Created", "first", "(x2)", "Repaired", "service/web", "again")
                .containsSubsequence("LAST SEEN", "LAST SEEN", "again");
    }

    @Test
    void describe_shows_all_that_is_known() {
        operator.says(
                PlayedOperator.oneService("web"),
                200,
                "{\"items\":[" + PlayedOperator.item("Service", "web", "True", "Healthy", "fine") + "]}");
        operator.says(
                "GET /api/v1/events?fieldSelector=involvedObject.kind%3DService%2CinvolvedObject.name%3Dweb",
                200, "{\"items\":[]}");

        assertThat(run("describe", "service", "web", "--state", state.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("Name:         web\n", "Namespace:    cortex\n", "Kind:         Service (orion.sre/v1)\n")
                .contains("Conditions:\n", "Ready", "Healthy", "Events: <none>");
    }

    @Test
    void an_operation_is_an_annotation() {
        operator.says(
                PlayedOperator.oneService("web"),
                200,
                "{\"items\":[" + PlayedOperator.item("Service", "web", "True", "Healthy", "fine") + "]}");
        operator.says("PATCH /apis/orion.sre/v1/namespaces/cortex/services/web", 200, "{}");

        assertThat(run("restart", "web", "--state", state.toString())).isZero();
        assertThat(operator.requests().getLast())
                .contains("Content-Type: application/merge-patch+json")
                .contains("{\"metadata\":{\"annotations\":{\"orion.sre/restartedAt\":\"20");
        assertThat(run("suspend", "web", "--until", "2030-01-01T12:00:00+01:00", "--state", state.toString()))
                .isZero();
        assertThat(operator.requests().getLast()).endsWith("{\"orion.sre/suspend-until\":\"2030-01-01T11:00:00Z\"}}}");
        assertThat(run("resume", "service/web", "--state", state.toString())).isZero();
        assertThat(operator.requests().getLast()).endsWith("{\"orion.sre/suspend-until\":null}}}");
        assertThat(run("suspend", "web", "--state", state.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("say either --for DURATION or --until TIME");
    }

    @Test
    void wait_ends_when_the_condition_is_met_and_not_before() {
        String list = "{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":["
                + PlayedOperator.item("Service", "web", "False", "Starting", "") + "]}";
        operator.says(PlayedOperator.oneService("web"), 200, list);
        String event = "{\"type\":\"MODIFIED\",\"object\":"
                + PlayedOperator.item("Service", "web", "True", "Running", "") + "}";
        operator.says(
                PlayedOperator.oneService("web") + "&watch=true&allowWatchBookmarks=true&resourceVersion=7",
                200,
                event);

        assertThat(run("wait", "service/web", "--for=condition=Ready", "--state", state.toString()))
                .isZero();
        assertThat(out.toString()).isEqualTo("service.orion.sre/web condition met\n");
        assertThat(run("wait", "service/web", "--for=delete", "--timeout", "300ms", "--state", state.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("timed out waiting for the condition on services/web");
        assertThat(run("wait", "service/web", "--for=never", "--state", state.toString()))
                .isEqualTo(2);
    }

    @Test
    void why_tells_the_chain_and_diff_shows_the_fields() {
        operator.says(
                PlayedOperator.oneService("web"),
                200,
                "{\"items\":[" + PlayedOperator.item("Service", "web", "True", "Healthy", "fine") + "]}");
        operator.says("GET /explanations/services/cortex/web", 200, """
                {"revision":"sha256:0123456789abcdef","source":"cortex/web.yaml:1:1","generation":4,
                "observedAt":"2026-11-22T07:00:00Z","ready":{"status":"False","reason":"Drift","message":"differs"},
                "differences":[{"field":"mem_limit","wanted":"512m","found":"256m"}],
                "steps":[{"number":1,"action":"UpdateContainer","target":"shop-web-1","cause":"mem_limit","dependsOn":[]}],
                "interventions":[{"at":"2026-11-22T06:00:00Z","revision":"sha256:0123456789abcdef","generation":3,
                "differences":["state: exited -> running"],
                "steps":[{"action":"StartContainer","target":"shop-web-1","cause":"it was stopped","outcome":"Failed",
                "why":"500 no"}]}]}""");

        assertThat(run("why", "web", "--state", state.toString())).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "service.orion.sre/web  Ready=False Drift: differs",
                        "spec      cortex/web.yaml:1:1, generation 4, revision 0123456789ab",
                        "mem_limit: 256m -> 512m",
                        "next      #1 UpdateContainer shop-web-1 - mem_limit",
                        "towards generation 3",
                        "saw       state: exited -> running",
                        "did       StartContainer shop-web-1 - it was stopped  Failed: 500 no");
        assertThat(run("diff", "service/web", "--state", state.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("  mem_limit\n    - 256m\n    + 512m\n");
    }

    @Test
    void history_shows_what_a_service_can_be_rolled_back_to() {
        operator.says(
                PlayedOperator.oneService("web"),
                200,
                "{\"items\":[" + PlayedOperator.item("Service", "web", "True", "Healthy", "fine") + "]}");
        operator.says("GET /explanations/services/cortex/web", 200, """
                {"generation":4,"rolledBackTo":3,"readySpecs":[
                {"generation":4,"revision":"sha256:0123456789abcdef","at":"2026-11-22T07:00:00Z"},
                {"generation":3,"revision":"fedcba9876543210","at":"2026-11-21T07:00:00Z"}]}""");
        operator.says("PATCH /apis/orion.sre/v1/namespaces/cortex/services/web", 200, "{}");

        assertThat(run("history", "web", "--state", state.toString())).isZero();
        assertThat(out.toString()).containsPattern("4 .*0123456789ab\n3 .*fedcba987654  runs not in the files\n");
        assertThat(run("rollback", "web", "--state", state.toString())).isZero();
        assertThat(operator.requests().getLast()).endsWith("{\"orion.sre/rollback\":\"previous\"}}}");
        assertThat(run("rollback", "web", "--undo", "--state", state.toString()))
                .isZero();
        assertThat(operator.requests().getLast()).endsWith("{\"orion.sre/rollback\":null}}}");
    }

    @Test
    void logs_are_those_of_the_container_of_a_service() {
        operator.says("GET /api/v1/pods", 200, """
                {"items":[{"metadata":{"name":"shop-web-1","namespace":"cortex",
                "ownerReferences":[{"kind":"Service","name":"web"}]}}]}""");
        operator.says(
                "GET /api/v1/namespaces/cortex/pods/shop-web-1/log?tailLines=5&sinceSeconds=120", 200, "ä line\n");

        assertThat(run("logs", "web", "--tail=5", "--since=2m", "--state", state.toString()))
                .isZero();
        assertThat(out.toString()).isEqualTo("ä line\n");
        assertThat(run("logs", "db", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("service \"db\" has no container");
    }

    @Test
    void top_adds_up_what_containers_use() {
        operator.says("GET /apis/metrics.k8s.io/v1beta1/pods", 200, """
                {"items":[{"metadata":{"name":"shop-web-1"},"containers":[
                {"usage":{"cpu":"12345678n","memory":"3072Ki"}},{"usage":{"cpu":"1m","memory":"1Mi"}}]}]}""");

        assertThat(run("top", "--state", state.toString())).isZero();
        assertThat(out.toString()).endsWith("shop-web-1  13m         4Mi\n");
    }

    @Test
    void all_nodes_are_asked_side_by_side_and_the_silent_are_named() throws IOException {
        operator.says("GET /apis/orion.sre/v1/services", 200, TABLE);
        Path config = Files.writeString(state.resolve("config"), """
                contexts: [{name: cortex, context: {cluster: a}}, {name: synapse, context: {cluster: b}}]
                clusters: [{name: a, cluster: {server: "unix://%s/orion.sock"}}, {name: b, cluster: {server: "unix:///nowhere"}}]
                """.formatted(state));

        assertThat(run("get", "services", "--all-nodes", "--kubeconfig", config.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).isEqualTo("NODE    NAME  READY\ncortex  web   True\n");
        assertThat(err.toString()).contains("synapse: cannot reach the operator at /nowhere");
    }

    @Test
    void completion_is_written_for_three_shells() {
        assertThat(run("completion", "bash")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_orionctl");
        assertThat(run("completion", "fish")).isZero();
        assertThat(out.toString()).contains("complete -c orionctl -n __fish_use_subcommand -a get");
        assertThat(run("completion", "zsh")).isZero();
        assertThat(out.toString()).contains("bashcompinit");
        assertThat(run("completion", "tcsh")).isEqualTo(2);
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
    void every_command_is_found_by_its_own_name() {
        Main.COMMANDS.forEach((name, command) -> assertThat(
                        command.getAnnotation(CommandLine.Command.class).name())
                .isEqualTo(name));
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
