package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sre.orion.fixtures.Eventually;
import sre.orion.fixtures.engine.Kubectl;

/** The real kubectl against a whole operator on a simulated engine: every verb and output that people use. */
class KubectlTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SPECS = """
            apiVersion: orion.sre/v1
            kind: Service
            metadata: {name: web, labels: {tier: front}}
            spec:
              container: {image: "app:1", ports: ["8080:80"], networks: [back], environment: {DB_PASSWORD: fast}}
            ---
            apiVersion: orion.sre/v1
            kind: Service
            metadata: {name: idle}
            spec: {container: {image: "app:1"}}
            ---
            apiVersion: orion.sre/v1
            kind: Service
            metadata: {name: lost}
            spec: {container: {image: "nowhere:9"}}
            ---
            apiVersion: orion.sre/v1
            kind: Network
            metadata: {name: back}
            ---
            apiVersion: orion.sre/v1
            kind: Volume
            metadata: {name: data}
            """;

    @TempDir
    static Path folder;

    private static SimulatedNode node;
    private static Path program;
    private static Path specs;

    @BeforeAll
    static void start() throws Exception {
        program = Kubectl.program();
        node = new SimulatedNode(folder, SPECS);
        specs = folder.resolve("apply.yaml");
        Files.writeString(specs, SPECS);
        Files.writeString(folder.resolve("changed.yaml"), SPECS.replace("8080:80", "8081:80"));
        Files.writeString(folder.resolve("wrong.yaml"), SPECS.replace("networks:", "netwrks:"));
        Files.writeString(folder.resolve("fresh.yaml"), SPECS.split("---", 2)[0].replace("web", "fresh"));
        Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: cortex, cluster: {server: "http://anna:%s@127.0.0.1:%d"}}]
                contexts: [{name: cortex, context: {cluster: cortex, user: anna, namespace: cortex}}]
                users: [{name: anna, user: {}}]
                current-context: cortex
                """.formatted(SimulatedNode.OPERATE, node.port()));
        var operator = new ApiClient(node, "");
        Eventually.within(SOON, () -> {
            assertThat(operator.ready("web")).isEqualTo("True Running");
            assertThat(operator.ready("idle")).isEqualTo("True Running");
            assertThat(operator.ready("lost")).isEqualTo("False ImageMissing");
        });
        node.engine.host().print("cortex-web-1", "first line");
        node.engine.host().print("cortex-web-1", "second line");
        node.engine.host().print("cortex-idle-1", "before the pause");
    }

    @AfterAll
    static void end() {
        node.close();
    }

    /** Said is what kubectl said, on both streams, and its exit code. */
    private record Said(int code, String text) {}

    private static Process begin(String arguments) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments.split(" ")));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("EDITOR", "sed -i s/8080/8082/");
        return builder.start();
    }

    private static Said kubectl(String arguments) throws IOException, InterruptedException {
        Process process = begin(arguments);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text);
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("get services", "web +True +Running +0 ", 0),
                Arguments.of("get svc -o wide", "MESSAGE[\\s\\S]*lost +False +ImageMissing .*nowhere:9", 0),
                Arguments.of(
                        "get services -o name",
                        "service.orion.sre/idle\nservice.orion.sre/lost\nservice.orion.sre/web\n",
                        0),
                Arguments.of("get services -l tier=front -o name", "\\Aservice.orion.sre/web\n\\z", 0),
                Arguments.of(
                        "get services -l !tier,tier!=x -o name",
                        "\\Aservice.orion.sre/idle\nservice.orion.sre/lost\n\\z",
                        0),
                Arguments.of("get svc --field-selector=metadata.name=web -o name", "\\Aservice.orion.sre/web\n\\z", 0),
                Arguments.of("get svc -A --chunk-size=1", "cortex +lost[\\s\\S]*cortex +web", 0),
                Arguments.of("get svc web -o json", "\"kind\": \"Service\"", 0),
                Arguments.of("get svc web -o yaml", "DB_PASSWORD: '\\*\\*\\*'", 0),
                Arguments.of("get svc -o jsonpath={.items[*].metadata.name}", "\\Aidle lost web\\z", 0),
                Arguments.of("get svc -o custom-columns=N:.metadata.name,I:.spec.container.image", "web +app:1", 0),
                Arguments.of("get networks,volumes", "network.orion.sre/back[\\s\\S]*volume.orion.sre/data", 0),
                Arguments.of("get all", "pod/cortex-web-1[\\s\\S]*service.orion.sre/web", 0),
                Arguments.of("get orion -o name", "network.orion.sre/back", 0),
                Arguments.of("get pods", "cortex-web-1 +1/1 +Running +0 ", 0),
                Arguments.of("get nodes -o wide", "cortex +Ready +orion ", 0),
                Arguments.of("get namespaces", "cortex +Active", 0),
                Arguments.of("get events", "Warning +ImageMissing +service/lost", 0),
                Arguments.of("events --for service/lost", "ImageMissing", 0),
                Arguments.of("describe service.orion.sre lost", "Events:[\\s\\S]*ImageMissing", 0),
                Arguments.of("describe pod cortex-web-1", "Controlled By: +Service/web", 0),
                Arguments.of("describe node cortex", "Ready +True[\\s\\S]*cpu: +2", 0),
                Arguments.of("explain svc.spec.container.ports", "target\t<integer>", 0),
                Arguments.of("explain service.status.conditions", "lastTransitionTime\t<string>", 0),
                Arguments.of("api-resources --categories=orion", "services +svc +orion.sre/v1 +true +Service", 0),
                Arguments.of("api-versions", "metrics.k8s.io/v1beta1\norion.sre/v1\nv1|orion.sre/v1[\\s\\S]*v1", 0),
                Arguments.of("version", "Server Version: v1\\.", 0),
                Arguments.of("wait --for=condition=Ready svc/web --timeout=10s", "condition met", 0),
                Arguments.of("wait --for=condition=Ready svc/lost --timeout=1s", "timed out", 1),
                Arguments.of("logs cortex-web-1", "\\Afirst line\nsecond line\n\\z", 0),
                Arguments.of("logs cortex-web-1 --tail=1 -f", "\\Asecond line\n\\z", 0),
                Arguments.of("logs cortex-web-1 --since=1h --timestamps", "T.*Z first line", 0),
                Arguments.of("logs cortex-web-1 --previous", "previous terminated container", 1),
                Arguments.of("top pods", "cortex-web-1 +100m +32Mi", 0),
                Arguments.of("top node", "cortex +200m +10%", 0),
                Arguments.of("auth can-i get pods", "yes", 0),
                Arguments.of("auth can-i delete services.orion.sre", "no", 1),
                Arguments.of("auth can-i patch services.orion.sre", "yes", 0),
                Arguments.of("auth can-i --list", "get list watch", 0),
                Arguments.of("auth whoami", "anna", 0),
                Arguments.of("get gadgets", "doesn't have a resource type", 1),
                Arguments.of("get svc nothing", "NotFound.*services.orion.sre \"nothing\" not found", 1),
                Arguments.of("get svc -l a=(b)", "BadRequest", 1));
    }

    @ParameterizedTest(name = "kubectl {0}")
    @MethodSource("questions")
    void answers(String arguments, String expected, int code) throws Exception {
        Said said = kubectl(arguments);

        assertThat(said.text()).containsPattern(expected);
        assertThat(said.code()).isEqualTo(code);
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                Arguments.of("delete svc web", "MethodNotAllowed.*cortex/all.yaml:1"),
                Arguments.of("edit svc web", "services.orion.sre \"web\" is invalid"),
                Arguments.of("apply -f fresh.yaml", "MethodNotAllowed.*specs/cortex/"),
                Arguments.of("apply -f changed.yaml", "cortex/all.yaml:1"),
                Arguments.of("replace -f apply.yaml", "MethodNotAllowed"),
                Arguments.of("label svc web tier=back --overwrite", "cortex/all.yaml:1"),
                Arguments.of(
                        "patch net back --type=json -p [{\"op\":\"remove\",\"path\":\"/spec\"}]", "must be one of"),
                Arguments.of("annotate svc web orion.sre/suspend-until=tomorrow", "no time of RFC 3339"),
                Arguments.of("annotate net back orion.sre/restartedAt=2026-01-01T00:00:00Z", "only a Service"),
                Arguments.of("apply --dry-run=server -f wrong.yaml", "netwrks.*did you mean networks"));
    }

    @ParameterizedTest(name = "kubectl {0}")
    @MethodSource("writes")
    void refuses_to_write(String arguments, String expected) throws Exception {
        Said said = kubectl(arguments);

        assertThat(said.text()).containsPattern(expected);
        assertThat(said.code()).isNotZero();
    }

    @Test
    void shows_what_a_document_would_change() throws Exception {
        assertThat(kubectl("diff -f apply.yaml").text()).isEmpty();
        assertThat(kubectl("diff -f changed.yaml").text())
                .contains("-      published: \"8080\"", "+      published: \"8081\"");
        assertThat(kubectl("diff -f fresh.yaml").text()).contains("+  name: fresh");
        assertThat(kubectl("apply --dry-run=server -f changed.yaml").text())
                .contains("service.orion.sre/web configured (server dry run)");
        assertThat(kubectl("apply --dry-run=server --server-side -f changed.yaml")
                        .text())
                .contains("service.orion.sre/web serverside-applied (server dry run)");
        assertThat(kubectl("create --dry-run=server -f fresh.yaml").text()).contains("service.orion.sre/fresh created");
    }

    @Test
    void watches_what_an_annotation_does() throws Exception {
        Process watch = begin("get svc idle -w --output-watch-events");
        try (var lines = watch.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).contains("EVENT");
            assertThat(lines.readLine()).contains("ADDED").contains("Running");

            assertThat(kubectl("annotate svc idle orion.sre/suspend-until=2099-01-01T00:00:00Z")
                            .text())
                    .contains("annotated");
            assertThat(until(lines, "Suspended")).contains("MODIFIED");

            assertThat(kubectl("annotate svc idle orion.sre/suspend-until-").text())
                    .contains("annotated");
            assertThat(until(lines, "Running")).contains("MODIFIED");
        } finally {
            watch.destroy();
        }
        assertThat(kubectl("wait --for=condition=Ready svc/idle --timeout=10s").code())
                .isZero();
        node.engine.host().print("cortex-idle-1", "after the pause");
        assertThat(kubectl("logs cortex-idle-1").text()).isEqualTo("after the pause\n");
        assertThat(kubectl("logs cortex-idle-1 -p").text()).isEqualTo("before the pause\n");
    }

    private static String until(BufferedReader lines, String word) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.contains(word)) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }
}
