package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people really have, taken over and rendered: to the real docker compose the rendering is what the file was. Its
 * {@code config} of both is the same but for what import announces: a {@code restart: "no"} where the file is silent,
 * and top-level {@code x-} keys.
 */
@Tag("engine")
class ComposeFilesTest {
    /** Resolves every project as it lies and as it was rendered; what fails leaves its words in a file ending in err. */
    private static final String CONFIG = """
            export HOME=/root
            config() {
              cd "$1" || exit
              /usr/libexec/docker/cli-plugins/docker-compose "${@:3}" config --format json >"$2" 2>"$2.err" || rm -f "$2"
            }
            each() {
              config "$1/files/$2" "$1/written/$2"
              config "$1/files/$2" "$1/rendered/$2" -f "$1/rendered/$2.yml"
            }
            export -f config each
            ls "$0/files" | xargs -P 2 -I NAME bash -c 'each "$0" NAME' "$0"
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder = Path.of("/");

    @BeforeAll
    static void askDockerCompose() throws IOException, InterruptedException {
        for (String name : new String[] {"files", "written", "rendered"}) {
            Files.createDirectory(folder.resolve(name));
        }
        for (String project : projects()) {
            copy(Imported.FILES.resolve(project), folder.resolve("files").resolve(project));
            String rendered =
                    Imported.folder(folder.resolve("files").resolve(project)).renderedFile();
            Files.writeString(folder.resolve("rendered").resolve(project + ".yml"), rendered);
        }
        PrivateEngine engine = PrivateEngine.shared(Flavour.SID);
        Process process = new ProcessBuilder(engine.inside("bash", "-c", CONFIG, folder.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @TestFactory
    List<DynamicTest> whatIsRenderedIsToDockerComposeWhatTheFileWas() throws IOException {
        return projects().stream()
                .map(project -> DynamicTest.dynamicTest(project, () -> compare(project)))
                .toList();
    }

    private static void compare(String project) throws IOException {
        List<String> differences = new ArrayList<>();
        ComposeVectorsTest.differences("", config("written", project), config("rendered", project), differences);
        differences.removeIf(difference -> difference.endsWith("/restart: Compose says , Orion \"no\""));
        differences.removeIf(difference -> difference.startsWith("/x-"));
        assertThat(differences).isEmpty();
    }

    private static JsonNode config(String kind, String project) throws IOException {
        Path file = folder.resolve(kind).resolve(project);
        assertThat(file)
                .as(Files.readString(file.resolveSibling(project + ".err")))
                .exists();
        return JSON.readTree(Files.readString(file));
    }

    private static List<String> projects() throws IOException {
        try (Stream<Path> all = Files.list(Imported.FILES)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
