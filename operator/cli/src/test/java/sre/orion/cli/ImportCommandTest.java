package sre.orion.cli;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orion ctl import} on files: what it writes, what it says, and what it leaves alone. */
class ImportCommandTest {
    private static final String STACK = """
            services:
              db: {image: "db:${TAG_THAT_NOBODY_SETS}", restart: always, volumes: [data:/data], networks: [edge]}
            volumes: {data: }
            networks: {edge: {external: true}}
            """;

    @TempDir
    private Path home = Path.of("/");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void projects_with_equal_services_are_taken_over_side_by_side_and_twice_is_harmless() throws IOException {
        Path shop = project("shop", STACK);
        Path blog = project("blog", STACK);

        assertThat(orion(shop.toString(), blog.toString())).isZero();

        assertThat(home.resolve("specs/cortex"))
                .isDirectoryContaining("glob:**/shop-db.yaml")
                .isDirectoryContaining("glob:**/blog-db.yaml")
                .isDirectoryContaining("glob:**/blog-networks.yaml");
        assertThat(err.toString()).contains("TAG_THAT_NOBODY_SETS is not set");
        assertThat(orion(blog.toString())).isZero();
        assertThat(out.toString())
                .endsWith("0 files written to " + home.resolve("specs/cortex") + ", 3 were there already\n");
    }

    @Test
    void one_project_that_is_wrong_keeps_all_from_being_written() throws IOException {
        Path good = project("good", STACK);
        Path bad = project("bad", "services:\n  web: {imag: nginx}\n");

        assertThat(orion(good.toString(), bad.toString())).isEqualTo(2);

        assertThat(err.toString()).contains(bad.resolve("compose.yaml") + ":2:9: services.web.imag: is not known");
        assertThat(home.resolve("specs")).doesNotExist();
    }

    @Test
    void an_unset_variable_is_an_error_where_one_is_strict() throws IOException {
        assertThat(orion("--strict", project("shop", STACK).toString())).isEqualTo(2);

        assertThat(err.toString()).contains(":2:15: services.db.image: the variable TAG_THAT_NOBODY_SETS is not set");
        assertThat(home.resolve("specs")).doesNotExist();
    }

    @Test
    void folders_do_not_go_with_the_options_of_a_single_project() {
        assertThat(orion("-f", "compose.yaml", "shop")).isEqualTo(2);

        assertThat(err.toString()).contains("leave FOLDER out");
    }

    @Test
    void a_secrets_file_that_is_named_is_there_afterwards_for_the_next_command() throws IOException {
        Path secrets = home.resolve("named/secrets.env");

        assertThat(orion("--secrets", secrets.toString(), project("shop", STACK).toString()))
                .isZero();

        assertThat(secrets).exists().isEmptyFile();
        assertThat(Files.getPosixFilePermissions(secrets)).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    }

    private Path project(String name, String file) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.writeString(folder.resolve("compose.yaml"), file);
        return folder;
    }

    private int orion(String... arguments) {
        var words = new ArrayList<>(List.of("import", "--node", "cortex", "--specs", home + "/specs"));
        words.addAll(List.of(arguments));
        String[] line = words.toArray(String[]::new);
        return Main.commandLine(line)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line);
    }
}
