package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.agent.engine.SimulatedTransport;
import sre.orion.agent.loop.ReconcilersCore;
import sre.orion.agent.source.SourceResult;
import sre.orion.agent.state.StartRefusal;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.Eventually;
import sre.orion.fixtures.simulation.Fault;
import sre.orion.fixtures.simulation.FaultPlan;
import sre.orion.specs.SpecFiles.OtherFiles;
import sre.orion.specs.compose.ComposeRender;
import sre.orion.specs.imports.ProjectImport;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.secret.Encrypted;
import sre.orion.specs.secret.Identity;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.yaml.Problem.Severity;
import sre.orion.specs.yaml.Problems;

/**
 * SecretCanary is a life of an operator with a planted value in every channel by which a secret comes in: it is imported,
 * started, refused a container, told other values, drifts and ends. A process of its own, so that its log at its most
 * talkative is among what it leaves behind: its two streams, its state, and a folder of all that it was asked for.
 */
final class SecretCanary {
    /** What is planted, by channel; no value is part of another, and none looks like anything else. */
    static final SortedMap<String, String> PLANTED = new TreeMap<>(Map.ofEntries(
            Map.entry("secrets-file", "canary-alpha-4711-xyzzy"),
            Map.entry("secrets-file-changed", "canary-bravo-4712-xyzzy"),
            Map.entry("age", "canary-charlie-4713-xyzzy"),
            Map.entry("config-content", "canary-delta-4714-xyzzy"),
            Map.entry("secret-content", "canary-echo-4715-xyzzy"),
            Map.entry("env-file", "canary-foxtrot-4716-xyzzy"),
            Map.entry("import-key", "canary-golf-4717-xyzzy"),
            Map.entry("import-address", "canary-hotel-4718-xyzzy"),
            Map.entry("import-secret", "canary-india-4719-xyzzy")));

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path folder;
    private final Path state;
    private final Path outputs;

    private SecretCanary(Path folder) {
        this.folder = folder;
        state = folder.resolve("state");
        outputs = folder.resolve("outputs");
    }

    /** Lives in the folder that the one argument names; what the engine was asked for is in {@code requests.txt}. */
    public static void main(String[] arguments) throws Exception {
        new SecretCanary(Path.of(arguments[0])).live();
        System.exit(0);
    }

    private static String planted(String channel) {
        return String.valueOf(PLANTED.get(channel));
    }

    private void live() throws IOException, StartRefusal, InterruptedException, GeneralSecurityException {
        Files.createDirectories(outputs);
        Path hostFile = Files.writeString(folder.resolve("host.env"), "HOST_SETTING=" + planted("env-file") + "\n");
        SortedMap<String, String> secrets = new TreeMap<>();
        secrets.put("DB_LOGIN", planted("secrets-file"));
        secrets.put("APP_CONFIG", planted("config-content"));
        secrets.put("APP_KEY", planted("secret-content"));
        SecretsFile.append(state.resolve("secrets.env"), secrets);
        String age = Encrypted.of(planted("age"), Identity.make(state.resolve("age-identity.txt")));
        runImport();
        try (var node = new SimulatedNode(folder, spec(hostFile, age))) {
            created(node, "secrets-file", "import-key", "import-secret", "secret-content");
            ask(node, "first");
            refuseAndChange(node, secrets);
            ask(node, "changed");
            look(node);
            Files.writeString(folder.resolve("requests.txt"), requests(node));
        }
    }

    private static String spec(Path hostFile, String age) {
        return """
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: web}
                spec:
                  configs:
                    app: {secretRef: APP_CONFIG}
                  secrets:
                    key: {secretRef: APP_KEY}
                  container:
                    image: app:1
                    read_only: true
                    configs: [app]
                    secrets: [{source: key, mode: 0440}]
                    env_file: %s
                    environment:
                      LOGIN: {secretRef: DB_LOGIN}
                      SEALED: {age: %s}
                ---
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: copied}
                spec:
                  secrets:
                    key: {secretRef: APP_KEY}
                  container:
                    image: app:1
                    secrets: [{source: key, mode: 0440}]
                """.formatted(hostFile, age);
    }

    /** A project with a secret by its key, one inside an address, and one behind a variable. */
    private void runImport() throws IOException {
        Path compose = Files.writeString(
                folder.resolve("compose.yml"), """
                name: shop
                services:
                  shop:
                    image: app:1
                    restart: always
                    environment:
                      SHOP_PASSWORD: %s
                      SHOP_DATABASE: postgres://shop:%s@db/shop
                    secrets: [cert]
                secrets:
                  cert: {environment: CERT}
                """.formatted(planted("import-key"), planted("import-address")));
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("CERT", planted("import-secret"));
        var request = new ProjectRequest(
                List.of(compose.toString()), List.of(), List.of(), null, null, environment, folder.toString(), "/root");
        OtherFiles host = path -> {
            try {
                return Files.readAllBytes(Path.of(path));
            } catch (IOException missing) {
                return null;
            }
        };
        var problems = new Problems();
        ProjectImport imported = ProjectImport.of(request, SimulatedNode.NODE, host, false, new TreeMap<>(), problems)
                .orElseThrow(
                        () -> new AssertionError(problems.all(Severity.ERROR).toString()));
        keep("import.txt", imported + "\n" + problems.all(Severity.WARNING));
        SecretsFile.append(state.resolve("secrets.env"), imported.secrets());
        for (var file : imported.files().entrySet()) {
            Path path = folder.resolve("specs").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String requests(SimulatedNode node) {
        return node.engine.trace().stream()
                .map(call -> call + " " + call.body())
                .collect(Collectors.joining("\n"));
    }

    private static void created(SimulatedNode node, String... channels) {
        Eventually.within(
                SOON,
                () -> assertThat(requests(node))
                        .contains(List.of(channels).stream()
                                .map(SecretCanary::planted)
                                .toList()));
    }

    /** The secret changes; then the engine refuses whatever it is asked, with the very values in its words. */
    private void refuseAndChange(SimulatedNode node, SortedMap<String, String> secrets)
            throws IOException, InterruptedException {
        FaultPlan refusals = FaultPlan.none();
        for (int call = 1; call < 400; call++) {
            String words = "invalid environment variable: LOGIN=" + planted("secrets-file-changed") + " SEALED="
                    + planted("age");
            refusals = refusals.and(call, new Fault.Refused(400, words));
        }
        Path file = state.resolve("secrets.env");
        secrets.put("DB_LOGIN", planted("secrets-file-changed"));
        String changed = Files.readString(file).replace(planted("secrets-file"), planted("secrets-file-changed"));
        Files.writeString(file, changed);
        created(node, "secrets-file-changed");
        Files.writeString(folder.resolve("requests.txt"), requests(node));
        node.engine.byHand("DELETE", "/containers/cortex-web-1?force=1", null);
        node.engine.faults(refusals);
        Eventually.within(
                SOON,
                () -> assertThat(get(node, "/apis/orion.sre/v1/services", "application/json"))
                        .contains("invalid environment variable"));
        ask(node, "refused");
        node.engine.faults(FaultPlan.none());
    }

    /** Everything that the operator's server answers. */
    private void ask(SimulatedNode node, String when) throws IOException, InterruptedException {
        String group = "/apis/orion.sre/v1/";
        int number = 0;
        for (String path : List.of(
                "/metrics",
                "/readyz",
                "/apis",
                "/openapi/v2",
                group + "services",
                group + "networks",
                group + "volumes",
                group + "nodes",
                group + "namespaces/cortex/services/web",
                "/api/v1/events",
                "/apis/events.k8s.io/v1/events")) {
            keep(when + "-" + number++ + ".txt", get(node, path, "application/json"));
            keep(when + "-" + number++ + ".txt", get(node, path, "application/json;as=Table;v=v1;g=meta.k8s.io"));
        }
    }

    private static String get(SimulatedNode node, String path, String accept) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                    .header("Accept", accept)
                    .build();
            return path + "\n" + client.send(request, BodyHandlers.ofString()).body();
        }
    }

    /** What plan and render say, and what everything on the way says of itself. */
    private void look(SimulatedNode node) throws IOException {
        var reader = new NodeSpecs(Optional.of(SimulatedNode.NODE), SecretFiles.in(state)::read);
        Path specs = folder.resolve("specs");
        SourceResult result = reader.read(specs, specs, "r1");
        keep("result.txt", result.toString());
        Revision revision = ((SourceResult.Loaded) result).revision();
        keep("render.txt", ComposeRender.render(revision).toString());
        plan(node, revision);
        // The container is of other values than these specs have.
        plan(node, rotated(specs));
    }

    private Revision rotated(Path specs) throws IOException {
        SortedMap<String, String> others =
                new TreeMap<>(SecretsFile.read(state.resolve("secrets.env")).values());
        others.replaceAll((name, value) -> value + "-newer");
        Path rotated = folder.resolve("rotated/secrets.env");
        SecretsFile.append(rotated, others);
        var reader = new NodeSpecs(
                Optional.of(SimulatedNode.NODE),
                new SecretFiles(rotated, state.resolve("age-identity.txt"), state.resolve("marks.key"))::read);
        return ((SourceResult.Loaded) reader.read(specs, specs, "r2")).revision();
    }

    private void plan(SimulatedNode node, Revision revision) throws IOException {
        var engine = new EngineObserver(new SimulatedTransport(node.engine), Clock.systemUTC()).observe(revision);
        var outlook = Outlook.of(new NodeObservation(revision, engine, "/out"), new ReconcilersCore(), Instant.now());
        keep("plan-" + revision.id() + ".txt", outlook.text() + "\n" + outlook.json());
    }

    private void keep(String name, String text) throws IOException {
        Files.writeString(outputs.resolve(name), text);
    }
}
