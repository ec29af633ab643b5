package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.specs.compose.ComposeRender;
import sre.orion.specs.imports.ProjectImport;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every Compose vector imported from its files, the written specs loaded and rendered: the model must be the one that
 * docker compose v5.5 resolves, but for what import announces; what Compose refuses is refused with a place.
 */
class ImportVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("orion.home"), "test-fixtures/compose-vectors");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NODE = "node1";

    /** What is taken or refused otherwise than by Compose, or not compared, with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("005-blkio", "Compose prints Path and Rate with capitals, which it does not read back"),
            Map.entry("202-interpolation-keys", "Compose doubles the $ in keys, where it does not read it back"),
            Map.entry("154-security-opt-seccomp-file", "the path of a profile is written absolute"),
            Map.entry("375-error-seccomp-absent", "the path of a profile is written absolute"),
            Map.entry("088-label-file", "label files become labels, and are not named again"),
            Map.entry("456-redeploy-label-file", "label files become labels, and are not named again"),
            Map.entry("133-pre-start", "pre_start is refused by name"),
            Map.entry("134-pre-start-failing", "pre_start is refused by name"),
            Map.entry("383-error-pre-start-per-replica", "pre_start is refused by name"),
            Map.entry("557-redeploy-pre-start", "pre_start is refused by name"),
            Map.entry("142-pull-refresh-after", "pull_refresh_after is refused by name"),
            Map.entry("393-error-models", "models are refused by name"),
            Map.entry("394-error-provider", "providers are refused by name"));

    @TestFactory
    List<DynamicTest> importedSpecsRenderToTheModelComposeResolves() throws IOException {
        try (Stream<Path> all = Files.list(VECTORS)) {
            return all.filter(Files::isDirectory)
                    .sorted()
                    .map(vector -> DynamicTest.dynamicTest(name(vector), () -> compare(vector)))
                    .toList();
        }
    }

    private static String name(Path vector) {
        return String.valueOf(vector.getFileName());
    }

    private static void compare(Path vector) throws IOException {
        if (EXCEPTIONS.containsKey(name(vector))) {
            return;
        }
        var problems = new Problems();
        Optional<ProjectImport> imported = imported(vector, problems);
        List<Problem> errors = problems.all(Problem.Severity.ERROR);
        Path config = vector.resolve("config.json");
        if (!Files.exists(config)) {
            assertThat(errors).isNotEmpty().allSatisfy(error -> {
                assertThat(error.location().line()).isPositive();
                assertThat(error.text()).isNotBlank();
            });
            return;
        }
        assertThat(errors).isEmpty();
        List<String> differences = new ArrayList<>();
        JsonNode expected = comparable((ObjectNode) JSON.readTree(Files.readString(config)), null);
        ComposeVectorsTest.differences("", expected, rendered(imported.orElseThrow(), vector, expected), differences);
        differences.removeIf(difference -> difference.endsWith("/restart: Compose says , Orion \"no\""));
        assertThat(differences).isEmpty();
    }

    private static Optional<ProjectImport> imported(Path vector, Problems problems) throws IOException {
        JsonNode info = JSON.readTree(Files.readString(vector.resolve("vector.json")));
        Map<String, List<String>> options = new TreeMap<>();
        JsonNode arguments = info.path("args");
        for (int i = 0; i < arguments.size() && arguments.get(i).asString().startsWith("-"); i += 2) {
            options.computeIfAbsent(arguments.get(i).asString(), _ -> new ArrayList<>())
                    .add(arguments.get(i + 1).asString());
        }
        SortedMap<String, String> environment = new TreeMap<>();
        info.path("env")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asString()));
        List<String> files = new ArrayList<>(options.getOrDefault("-f", List.of()));
        files.addAll(options.getOrDefault("--file", List.of()));
        var request = new ProjectRequest(
                files,
                options.getOrDefault("--profile", List.of()),
                options.getOrDefault("--env-file", List.of()),
                options.containsKey("--project-directory")
                        ? options.get("--project-directory").getFirst()
                        : null,
                info.path("project").asString(),
                environment,
                vector.toAbsolutePath().toString(),
                "/root");
        byte[] typed = info.path("stdin").asString("").getBytes(StandardCharsets.UTF_8);
        return ProjectImport.of(
                request, NODE, path -> path.equals("-") ? typed : content(path), false, Map.of(), problems);
    }

    private static byte @Nullable [] content(String path) {
        try {
            return Files.isRegularFile(Path.of(path)) ? Files.readAllBytes(Path.of(path)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode rendered(ProjectImport imported, Path vector, JsonNode wanted) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        imported.files().forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        files.putIfAbsent(NODE + "/.keep", new byte[0]);
        LoadResult result =
                new SpecLoader().load(NODE, new SpecFiles("r1", "/", "/root", files, SpecFiles.OtherFiles.NONE));
        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        String yaml = ComposeRender.render(((LoadResult.Loaded) result).revision()).values().stream()
                .findFirst()
                .orElse("{}");
        String text = Imported.withSecrets(yaml, imported)
                .replace(vector.toAbsolutePath().toString(), "<dir>");
        return comparable((ObjectNode) YAMLMapper.builder().build().readTree(text), wanted);
    }

    /** The sections as they are compared; what {@code wanted} does not have is what no enabled service uses. */
    private static JsonNode comparable(ObjectNode model, @Nullable JsonNode wanted) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (String section : List.of("services", "networks", "volumes")) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            model.path(section).properties().stream()
                    .filter(entry -> wanted == null || wanted.path(section).has(entry.getKey()))
                    .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
            plain.set(section, ComposeVectorsTest.comparable(section, kept));
        }
        ComposeVectorsTest.dropImpliedDependencies(plain);
        return plain;
    }
}
