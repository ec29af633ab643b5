package sre.orion.agent.vectors;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sre.orion.agent.files.ContentFiles;
import sre.orion.agent.files.FileObserver;
import sre.orion.agent.loop.MemoryRecords;
import sre.orion.agent.loop.SimulatedOperator;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.Probe;
import sre.orion.fixtures.simulation.Program;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.TracedCall;
import sre.orion.fixtures.simulation.VirtualTime;
import sre.orion.fixtures.vectors.ComposeVector;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFiles;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.imports.ProjectImport;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.secret.Identity;
import sre.orion.specs.secret.Marks;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.secret.StoredSecrets;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * SimulatedDeployments is a vector brought up by Orion on a simulated host: its files imported, the written specs loaded,
 * reconciled and sent, each deployment of its history after the other.
 */
final class SimulatedDeployments {
    static final String NODE = "node1";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern FOREIGN =
            Pattern.compile("\"(?:container:)?(old-db|old-cache|neighbour|keeper|vec-absent)(?::.*)?\"");
    private static final Pattern CREATES = Pattern.compile("/(containers|networks|volumes)/create(\\?.*)?$");
    private static final Pattern QUERY = Pattern.compile("[?&](name|platform)=([^&]*)");

    private final ComposeVector vector;
    private final VirtualTime time = VirtualTime.start();
    private final SimulatedEngine engine = new SimulatedEngine(Dialect.V28_5, time);
    private final MemoryRecords records = new MemoryRecords();
    private final SimulatedOperator operator =
            new SimulatedOperator(engine, records, new FileObserver(Path.of("/specs"), new Marks(new byte[32])));

    /** The host of a vector before its first deployment: everything is there that its containers need to be made. */
    SimulatedDeployments(ComposeVector vector) {
        this.vector = vector;
        ComposeVector.images().forEach(this::image);
        for (String kind : List.of("network", "volume")) {
            vector.setup(kind).forEach(given -> engine.byHand("POST", "/" + kind + "s/create", given.path("body")));
        }
        for (ComposeVector.Deployment deployment : vector.deployments()) {
            asked(deployment.requests()).values().forEach(this::prepare);
        }
        // Jobs that others wait for end well, so that those are made too.
        engine.host().program("oneshot:1", Program.exits(Duration.ofSeconds(1), 0));
        Stream.of("migrate", "job", "filler", "init")
                .map(job -> vector.project() + "-" + job + "-1")
                .forEach(job -> engine.host().program(job, Program.exits(Duration.ofSeconds(1), 0)));
    }

    private void prepare(CreateRequest request) {
        String image = request.text("/Image");
        boolean known = image.isEmpty() || ComposeVector.images().containsKey(image);
        if (!known) {
            image(image, Objects.requireNonNull(ComposeVector.images().get("stack:1")));
        }
        request.fields().values().stream()
                .map(FOREIGN::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .forEach(this::foreign);
    }

    /** A container of somebody else, which a spec names. */
    private void foreign(String name) {
        engine.byHand("POST", "/containers/create?name=" + name, JSON.readTree("{\"Image\": \"app:1\"}"));
        engine.byHand("POST", "/containers/" + name + "/start", null);
    }

    private void image(String name, JsonNode config) {
        engine.host().image(name, config.toString());
        engine.host().probe(name, Probe.healthy());
    }

    /** The errors of importing a deployment's files; empty when they are taken. */
    static List<Problem> errors(ComposeVector vector, ComposeVector.Deployment deployment) {
        var problems = new Problems();
        Optional<ProjectImport> imported = imported(vector, deployment, problems);
        return imported.isPresent() && loaded(imported.get(), deployment) instanceof LoadResult.Refused refused
                ? refused.problems()
                : problems.all(Problem.Severity.ERROR);
    }

    /** Brings a deployment up, and tells what was asked for, the last request for each thing alone. */
    SortedMap<String, CreateRequest> bringUp(ComposeVector.Deployment deployment) {
        engine.clearTrace();
        operator.accept(revision(deployment));
        time.advance(LONG_ENOUGH);
        SortedMap<String, String> known = identities();
        String folder = deployment.folder().toString();
        SortedMap<String, CreateRequest> made = new TreeMap<>();
        for (TracedCall call : engine.trace()) {
            if (call.mutating() && CREATES.matcher(call.path()).lookingAt()) {
                String body = call.body().toString().replace(folder, "<dir>");
                for (var identity : known.entrySet()) {
                    body = body.replace(identity.getKey(), identity.getValue());
                }
                CreateRequest request = CreateRequest.of(
                        JSON.readTree(body), parameter(call.path(), "name"), parameter(call.path(), "platform"));
                made.put(request.what(), request);
            }
            if (call.path().contains("/archive?")) {
                CreateRequest file = CreateRequest.file(
                        known.getOrDefault(call.target(), call.name()),
                        query(call.path()),
                        call.body().at("/tar/0"));
                made.put(file.what(), file);
            }
        }
        return made;
    }

    private static JsonNode query(String path) {
        ObjectNode query = JSON.createObjectNode();
        for (String pair : path.substring(path.indexOf('?') + 1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /** The host, for what people do to it. */
    SimulatedEngine engine() {
        return engine;
    }

    /** Lets time go by, and tells what was asked of the engine meanwhile. */
    List<String> pass(Duration time) {
        engine.clearTrace();
        this.time.advance(time);
        return engine.trace().stream()
                .filter(TracedCall::mutating)
                .map(call -> call.method() + " " + call.path().replaceAll("[0-9a-f]{64}", call.name()))
                .toList();
    }

    /** What the engine tells of a container of a service now. */
    JsonNode container(String service) {
        return engine.byHand("GET", "/containers/" + vector.project() + "-" + service + "-1/json", null)
                .body();
    }

    /** The placeholders of the vectors by the ids that they stand for. */
    private SortedMap<String, String> identities() {
        SortedMap<String, String> known = new TreeMap<>();
        for (JsonNode container :
                engine.byHand("GET", "/containers/json?all=1", null).body()) {
            String service =
                    container.at("/Labels").path("com.docker.compose.service").asString("");
            String name = container.at("/Names/0").asString().substring(1);
            String placeholder =
                    service.isEmpty() ? "<external-container:" + name + ">" : "<container:" + service + ">";
            known.put(container.path("Id").asString(), placeholder);
        }
        for (JsonNode image : engine.byHand("GET", "/images/json", null).body()) {
            known.put(
                    image.path("Id").asString(),
                    "<image:" + image.at("/RepoTags/0").asString() + ">");
        }
        return known;
    }

    private static String parameter(String path, String name) {
        return QUERY.matcher(path)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> java.net.URLDecoder.decode(found.group(2), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private Revision revision(ComposeVector.Deployment deployment) {
        var problems = new Problems();
        ProjectImport imported = imported(vector, deployment, problems)
                .orElseThrow(() -> new AssertionError("not imported: " + problems.all(Problem.Severity.ERROR)));
        return switch (loaded(imported, deployment)) {
            case LoadResult.Loaded loaded -> new ContentFiles(Path.of("/state")).placed(loaded.revision());
            case LoadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    private static LoadResult loaded(ProjectImport imported, ComposeVector.Deployment deployment) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        imported.files().forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        files.putIfAbsent(NODE + "/.keep", new byte[0]);
        String id = "sha256:" + deployment.folder().hashCode();
        var specs = new SpecFiles(id, "/specs", "/root", files, ComposeVector::content);
        return new SpecLoader().load(NODE, specs, secrets(imported));
    }

    private static NodeSecrets secrets(ProjectImport imported) {
        var file = new SecretsFile(Path.of("secrets.env"), imported.secrets(), Optional.empty());
        return new StoredSecrets(file, Identity.read(Path.of("no-identity")), new Marks(new byte[32]));
    }

    private static Optional<ProjectImport> imported(
            ComposeVector vector, ComposeVector.Deployment deployment, Problems problems) {
        SortedMap<String, List<String>> options = ComposeVector.options(deployment.arguments());
        List<String> folder = options.getOrDefault("--project-directory", List.of());
        var request = new ProjectRequest(
                options.getOrDefault("-f", List.of()),
                profiles(deployment, options),
                options.getOrDefault("--env-file", List.of()),
                folder.isEmpty() ? null : folder.getFirst(),
                vector.project(),
                vector.environment(),
                deployment.folder().toString(),
                "/root");
        byte[] typed = vector.input().getBytes(StandardCharsets.UTF_8);
        return ProjectImport.of(
                request,
                NODE,
                path -> path.equals("-") ? typed : ComposeVector.content(path),
                false,
                new TreeMap<>(),
                problems);
    }

    /** A service that is named is enabled, whatever its profiles. */
    private static List<String> profiles(ComposeVector.Deployment deployment, SortedMap<String, List<String>> options) {
        boolean named = deployment.arguments().containsAll(List.of("up", "debug"));
        return named ? List.of("debug") : options.getOrDefault("--profile", List.of());
    }

    /** What Compose asked for in these deployments, the last request for each thing alone. */
    static SortedMap<String, CreateRequest> asked(List<JsonNode> requests) {
        SortedMap<String, CreateRequest> asked = new TreeMap<>();
        for (JsonNode request : requests) {
            String path = request.path("path").asString();
            if (request.path("method").asString().equals("POST")
                    && CREATES.matcher(path).lookingAt()) {
                JsonNode query = request.path("query");
                CreateRequest made = CreateRequest.of(
                        request.path("body"),
                        query.path("name").asString(""),
                        query.path("platform").asString(""));
                asked.put(made.what(), made);
            }
            if (request.path("method").asString().equals("PUT") && path.endsWith("/archive")) {
                CreateRequest file = CreateRequest.file(
                        path.split("/", -1)[2],
                        request.path("query"),
                        request.path("body").at("/tar/0"));
                asked.put(file.what(), file);
            }
        }
        return asked;
    }

    /** Everything that was done, for a failing test. */
    @Override
    public String toString() {
        return String.join("\n", operator.diary()) + "\n" + records;
    }
}
