package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.agent.state.StateDirectory;

class CommandsTest {
    private static final String WEB = """
            apiVersion: orion.sre/v1
            kind: Service
            metadata: {name: web}
            spec: {container: {image: "busybox:1"}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSpecs() throws IOException {
        Files.createDirectories(folder.resolve("specs/cortex"));
        write("specs/cortex/web.yaml", WEB);
    }

    @Test
    void render_writes_plain_compose_files_and_names_them() throws IOException {
        assertThat(run("render", "--specs", at("specs"), "--out", at("out"))).isZero();

        assertThat(out.toString().strip()).isEqualTo(at("out/cortex.yml"));
        assertThat(Files.readString(folder.resolve("out/cortex.yml"))).contains("web:", "busybox:1");
    }

    @Test
    void every_command_names_the_place_of_every_error_and_ends_with_2() throws IOException {
        write("specs/cortex/web.yaml", WEB.replace("image", "imago"));
        write("specs/cortex/net.yaml", WEB.replace("Service", "Netwrk"));

        for (String command : new String[] {"render", "plan"}) {
            err.getBuffer().setLength(0);
            assertThat(run(command, "--specs", at("specs"))).isEqualTo(2);
            assertThat(err.toString().lines())
                    .anyMatch(line -> line.matches("cortex/web\\.yaml:4:\\d+: .*imago.*"))
                    .anyMatch(line -> line.matches("cortex/net\\.yaml:2:7: kind: .*Netwrk.*"))
                    .allMatch(line -> line.matches("cortex/\\w+\\.yaml:\\d+:\\d+: .*"));
        }
        assertThat(folder.resolve("compose-out")).doesNotExist();
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        assertThat(run("render", "--specs", at("nowhere"))).isEqualTo(2);

        assertThat(err.toString()).startsWith("orion: --specs " + at("nowhere") + ": there is no such folder");
    }

    /** Such as a disk that is not mounted yet; whether it goes on is seen by what it refuses next. */
    @Test
    void up_goes_on_without_a_folder_whose_last_good_revision_is_kept() throws IOException {
        Files.createDirectories(folder.resolve("state/last-good"));
        write("state/last-good/current.json", """
                {"copy": "a", "revision": "r1", "node": "cortex", "base": "BASE", "digest": "d"}
                """.replace("BASE", at("unmounted")));

        for (String specs : List.of("unmounted", "mistyped")) {
            assertThat(run("up", "--specs", at(specs), "--state", at("state"), "--listen", "0.0.0.0:7070"))
                    .isEqualTo(2);
        }

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("--listen 0.0.0.0:7070"),
                        line -> assertThat(line).contains(at("mistyped") + ": there is no such folder"));
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_named() {
        assertThat(run("plan", "--specs", at("specs/cortex/web.yaml"))).isEqualTo(2);

        assertThat(err.toString()).contains(at("specs/cortex/web.yaml") + ": is no folder");
    }

    @Test
    void what_is_no_name_of_a_node_is_refused() throws IOException {
        assertThat(run("render", "--specs", at("specs"), "--node", "../cortex")).isEqualTo(2);
        Files.move(folder.resolve("specs/cortex"), folder.resolve("specs/My Cortex"));
        assertThat(run("render", "--specs", at("specs"))).isEqualTo(2);

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("../cortex:1:1: folder: is no name of a node"),
                        line -> assertThat(line).startsWith("My Cortex:1:1: folder: is no name of a node"));
    }

    @Test
    void a_wrong_argument_is_said_in_two_lines_and_help_is_no_error() {
        assertThat(run("plan", "--specs", at("specs"), "-o", "yaml")).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("'-o'").contains("yaml"),
                        line -> assertThat(line).isEqualTo("./orion plan --help lists what it takes"));

        assertThat(run("plan", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: orion plan").contains("--specs=DIR");
    }

    @Test
    void an_engine_that_is_not_there_is_no_difference() {
        assertThat(run("plan", "--specs", at("specs"))).isEqualTo(3);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("orion: the engine does not answer: GET /_ping at ");
    }

    @Test
    void a_folder_that_cannot_be_written_to_is_named() throws IOException {
        write("taken", "a file");

        assertThat(run("render", "--specs", at("specs"), "--out", at("taken/below")))
                .isEqualTo(3);

        assertThat(err.toString().strip()).isEqualTo("orion: " + at("taken/below") + ": Not a directory");
    }

    @Test
    void specs_and_git_exclude_each_other_and_one_is_needed() {
        assertThat(run("render")).isEqualTo(2);
        assertThat(run("render", "--specs", at("specs"), "--git", at("repository")))
                .isEqualTo(2);
    }

    @Test
    void the_node_is_the_only_folder_unless_it_is_named() throws IOException {
        Files.createDirectories(folder.resolve("specs/schema"));
        Files.createDirectories(folder.resolve("specs/synapse"));
        write("specs/synapse/web.yaml", WEB);

        assertThat(run("render", "--specs", at("specs"), "--node", "synapse", "--out", at("out")))
                .isZero();
        assertThat(folder.resolve("out/synapse.yml")).exists();
    }

    @Test
    void up_refuses_to_serve_the_world() {
        assertThat(run("up", "--specs", at("specs"), "--state", at("state"), "--listen", "0.0.0.0:7070"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--listen 0.0.0.0:7070").contains("loopback");
    }

    @Test
    void a_second_operator_on_a_state_directory_is_refused() throws Exception {
        try (var _ = StateDirectory.open(folder.resolve("state"), Optional.of("cortex"))) {
            assertThat(run("up", "--specs", at("specs"), "--state", at("state")))
                    .isEqualTo(2);
        }

        assertThat(err.toString()).contains(at("state")).contains("another operator uses it");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String at(String path) {
        return folder.resolve(path).toString();
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
    }
}
