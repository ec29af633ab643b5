package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.specs.compose.ComposeRender;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is generated and committed is what the code generates now; {@code -Dgolden.update=true} writes it. */
class GeneratedFilesTest {
    private static final Path HOME = Path.of(System.getProperty("orion.home"));
    private static final Path SPECS = HOME.resolve("specs");

    @Test
    void theSchemasOfEditorsAreCurrent() throws IOException {
        for (var file : Schemas.files().entrySet()) {
            isCurrent(SPECS.resolve("schema").resolve(file.getKey()), file.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cortex", "synapse"})
    void theRenderedExamplesAreCurrent(String node) throws IOException {
        for (var file : ComposeRender.render(example(node).revision()).entrySet()) {
            isCurrent(HOME.resolve("compose-out").resolve(file.getKey()), file.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cortex", "synapse"})
    void theExamplesLoadWithoutAWord(String node) throws IOException {
        assertThat(example(node).warnings()).isEmpty();
    }

    @Test
    void everyExampleNamesTheSchemaAndSatisfiesIt() throws IOException {
        var schema = new SchemaCheck(
                JsonMapper.builder().build().readTree(Schemas.files().get("orion.schema.json")));
        try (Stream<Path> files = Files.walk(SPECS, 2)) {
            List<Path> specs = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(specs).isNotEmpty();
            for (Path spec : specs) {
                assertThat(Files.readString(spec))
                        .startsWith("# yaml-language-server: $schema=../schema/orion.schema.json\n");
                for (String document : Files.readString(spec).split("(?m)^---$", -1)) {
                    JsonNode tree = YAMLMapper.builder().build().readTree(document);
                    assertThat(schema.complaints(tree)).as(spec.toString()).isEmpty();
                }
            }
        }
    }

    @Test
    void theSchemaRefusesWhatTheLoaderRefuses() {
        var schema = new SchemaCheck(
                JsonMapper.builder().build().readTree(Schemas.files().get("service.schema.json")));
        String document = """
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: web}
                spec:
                  container:
                    image: nginx
                    imagee: nginx
                """;

        assertThat(schema.complaints(YAMLMapper.builder().build().readTree(document)))
                .anySatisfy(complaint -> assertThat(complaint).contains("/spec/container/imagee"));
    }

    private static void isCurrent(Path file, String content) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file).hasContent(content);
    }

    /** An example as it lies on its node: the repository is cloned to /opt/orion there. */
    private static Loading example(String node) throws IOException {
        SortedMap<String, byte[]> files =
                new TreeMap<>(SpecFolder.read(SPECS, node).files());
        var specs = new SpecFiles("r1", "/opt/orion/specs", "/root", files, SpecFiles.OtherFiles.NONE);
        return new Loading(new SpecLoader().load(node, specs));
    }

    /** Loading is the result of a load that must have gone well. */
    private record Loading(LoadResult result) {
        sre.orion.api.resource.Revision revision() {
            assertThat(result).isInstanceOf(LoadResult.Loaded.class);
            return ((LoadResult.Loaded) result).revision();
        }

        List<sre.orion.specs.yaml.Problem> warnings() {
            assertThat(result).isInstanceOf(LoadResult.Loaded.class);
            return ((LoadResult.Loaded) result).warnings();
        }
    }
}
