package sre.orion.agent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;
import sre.orion.fixtures.vectors.ComposeVector;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFolder;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.imports.ProjectImport;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.yaml.Problem.Severity;
import sre.orion.specs.yaml.Problems;
import tools.jackson.databind.JsonNode;

/**
 * Whole projects that docker compose brought up are imported, and the operator started: it asks the engine for nothing. The
 * other way round, what docker compose brings up from the rendered files is as Orion wants it.
 */
@Tag("engine")
class AdoptionTest {
    private static final String NODE = "adopting";
    private static final List<String> VECTORS = List.of(
            "089-links",
            "105-network-mode-container",
            "109-networks-addresses",
            "172-volumes-anonymous",
            "189-volumes-from-service",
            "194-everything-media",
            "230-profiles-none",
            "529-stack-arr-vpn",
            "533-stack-photos",
            "534-stack-dns",
            "536-stack-home-automation",
            "537-stack-git-ci");

    @Test
    void running_projects_are_taken_over_without_a_single_call() throws IOException {
        try (var engine = PrivateEngine.start(Flavour.SID);
                var node = TestNode.recordedOn(engine, NODE)) {
            var images = new StandIns(engine.client());
            engine.client()
                    .post(
                            "/containers/create?name=neighbour",
                            "{\"Image\": \"orion-fixture/busybox:1\", \"StopSignal\": \"SIGKILL\"}");
            engine.client().post("/containers/neighbour/start");
            for (String name : VECTORS) {
                ComposeVector vector = ComposeVector.named(name);
                images.provide(vector);
                Path folder = StandIns.copy(vector, node.folder().resolve(name));
                compose(engine, vector, folder.resolve("compose.yml"), "up", "-d", "--quiet-pull");
                importInto(node, vector, folder);
            }
            List<String> before = identities(engine);

            node.up().ready(services(node.specs()));

            assertThat(node.mutations()).isEmpty();
            assertThat(identities(engine)).isEqualTo(before);

            node.operator().close();
            Path out = node.folder().resolve("compose-out");
            Ran.orion(engine, "render", "--specs", node.specs().toString(), "--out", out.toString())
                    .good();
            for (String name : VECTORS) {
                ComposeVector vector = ComposeVector.named(name);
                Path file = out.resolve(NODE).resolve(vector.project() + ".yml");
                compose(engine, vector, file, "--env-file", secrets(node).toString(), "up", "-d", "--quiet-pull");
            }
            List<String> anew = identities(engine);
            node.up().ready(services(node.specs()));

            assertThat(node.mutations()).isEmpty();
            assertThat(identities(engine)).isEqualTo(anew);
        }
    }

    private static void compose(PrivateEngine engine, ComposeVector vector, Path file, String... arguments) {
        List<String> words = new ArrayList<>(List.of("env", "DOCKER_HOST=" + engine.dockerHost()));
        vector.environment().forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("docker", "compose", "-p", vector.project(), "-f", file.toString()));
        words.addAll(List.of(arguments));
        Ran.command(engine.inside(words.toArray(String[]::new))).good();
    }

    private static Path secrets(TestNode node) {
        return node.state().resolve("secrets.env");
    }

    private static void importInto(TestNode node, ComposeVector vector, Path folder) throws IOException {
        var problems = new Problems();
        var request = new ProjectRequest(
                List.of(),
                List.of(),
                List.of(),
                null,
                vector.project(),
                vector.environment(),
                folder.toString(),
                "/root");
        ProjectImport imported = ProjectImport.of(
                        request, NODE, ComposeVector::content, false, new TreeMap<>(), problems)
                .orElseThrow(() -> new AssertionError(vector + ": " + problems.all(Severity.ERROR)));
        SecretsFile.append(secrets(node), imported.secrets());
        for (var file : imported.files().entrySet()) {
            Path path = node.specs().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The names of the Services that are not suspended. */
    private static String[] services(Path specs) throws IOException {
        var loaded = (LoadResult.Loaded) new SpecLoader().load(NODE, SpecFolder.read(specs, NODE));
        return loaded.revision().resources().values().stream()
                .filter(resource -> resource.spec() instanceof ServiceSpec service && !service.suspend())
                .map(Resource::key)
                .map(key -> key.name())
                .toArray(String[]::new);
    }

    /** Every container with its start, every network and volume. */
    private static List<String> identities(PrivateEngine engine) {
        SortedMap<String, String> identities = new TreeMap<>();
        for (JsonNode row : engine.client().get("/containers/json?all=1")) {
            String id = row.path("Id").asString();
            JsonNode state = engine.client().get("/containers/" + id + "/json");
            identities.put(
                    state.path("Name").asString(),
                    id + " " + state.at("/State/StartedAt").asString());
        }
        engine.client()
                .get("/networks")
                .forEach(row -> identities.put(
                        row.path("Name").asString(), row.path("Id").asString()));
        engine.client()
                .get("/volumes")
                .path("Volumes")
                .forEach(row -> identities.put("volume " + row.path("Name").asString(), ""));
        return identities.entrySet().stream().map(Object::toString).toList();
    }
}
