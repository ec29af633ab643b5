package sre.orion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import sre.orion.specs.secret.SecretsFile;

/** The commands that put secrets where nobody reads them: import, keygen, encrypt. */
class SecretCommandsTest {
    private static final String COMPOSE = """
            name: shop
            services:
              db:
                image: postgres:17
                restart: always
                environment:
                  POSTGRES_USER: ada
                  POSTGRES_PASSWORD: it's $$ecret  # changed in May
              web:
                image: shop:1
                restart: always
                environment:
                  - POSTGRES_PASSWORD=it's $$ecret
                  - DATABASE_URL=postgres://ada:hunter2@db/shop
                  - API_KEY=key-of-web
                  - PASSWORD_FILE=/run/secrets/password
                  - TOKEN_ENABLED=true
                secrets: [cert]
              worker:
                image: shop:1
                restart: always
                environment:
                  API_KEY: key-of-worker
            secrets:
              cert:
                environment: CERT
            """;

    @TempDir
    private Path folder;

    private Path secrets;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void name() throws IOException {
        secrets = folder.resolve("state/secrets.env");
        Files.writeString(folder.resolve("compose.yml"), COMPOSE);
        Files.writeString(folder.resolve(".env"), "CERT=certified\n");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        return code;
    }

    private int runImport() {
        return run(
                "import",
                "-f",
                folder.resolve("compose.yml").toString(),
                "--node",
                "cortex",
                "--specs",
                folder.resolve("specs").toString(),
                "--secrets",
                secrets.toString());
    }

    private String spec(String name) throws IOException {
        return Files.readString(folder.resolve("specs/cortex/" + name));
    }

    @Test
    void import_moves_what_a_key_or_an_address_says_is_a_secret() throws IOException {
        assertThat(runImport()).as(err.toString()).isZero();

        assertThat(SecretsFile.read(secrets).values())
                .containsEntry("SHOP_POSTGRES_PASSWORD", "it's $ecret")
                .containsEntry("SHOP_DATABASE_URL", "postgres://ada:hunter2@db/shop")
                .containsEntry("SHOP_WEB_API_KEY", "key-of-web")
                .containsEntry("SHOP_WORKER_API_KEY", "key-of-worker")
                .containsEntry("CERT", "certified")
                .hasSize(5);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
        assertThat(spec("shop-db.yaml"))
                .containsSubsequence(
                        "POSTGRES_PASSWORD:",
                        "# changed in May",
                        "secretRef: SHOP_POSTGRES_PASSWORD",
                        "POSTGRES_USER: ada");
        assertThat(spec("shop-web.yaml"))
                .containsSubsequence("secrets:", "cert:", "secretRef: CERT", "secretRef: SHOP_WEB_API_KEY")
                .contains("PASSWORD_FILE: /run/secrets/password", "TOKEN_ENABLED: \"true\"");
        assertThat(out.toString() + err)
                .contains("5 secrets added to " + secrets + ", 0 were there already: CERT, SHOP_DATABASE_URL,")
                .contains("compose.yml:8:26", "it goes to the secrets file as SHOP_POSTGRES_PASSWORD")
                .doesNotContain("ecret ", "hunter2", "key-of-web", "certified");
    }

    @Test
    void import_again_changes_nothing_and_keeps_what_is_there() throws IOException {
        Files.createDirectories(secrets.getParent());
        SecretsFile.append(secrets, new TreeMap<>(Map.of("SHOP_WEB_API_KEY", "of-another")));
        runImport();
        String file = Files.readString(secrets);
        String web = spec("shop-web.yaml");

        assertThat(runImport()).as(err.toString()).isZero();

        assertThat(out.toString()).contains("0 files written", "0 secrets added");
        assertThat(Files.readString(secrets))
                .isEqualTo(file)
                .contains("SHOP_WEB_API_KEY='of-another'", "SHOP_WEB_API_KEY_2='key-of-web'");
        assertThat(spec("shop-web.yaml")).isEqualTo(web).contains("secretRef: SHOP_WEB_API_KEY_2");
    }

    @Test
    void import_writes_nothing_beside_a_secrets_file_that_others_can_read() throws IOException {
        Files.createDirectories(secrets.getParent());
        Files.writeString(secrets, "A=1\n");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(runImport()).isEqualTo(2);

        assertThat(err.toString()).contains(secrets + " can be read by others (rw-r--r--); close it: chmod 0600");
        assertThat(folder.resolve("specs")).doesNotExist();
        assertThat(Files.readString(secrets)).isEqualTo("A=1\n");
    }

    @Test
    void a_value_is_encrypted_to_the_key_that_keygen_made() throws IOException {
        String identity = folder.resolve("age-identity.txt").toString();
        assertThat(run("keygen", "--identity", identity)).isZero();
        String key = out.toString().strip();
        assertThat(key).startsWith("age1");
        assertThat(run("keygen", "--identity", identity)).isZero();
        assertThat(out.toString().strip()).isEqualTo(key);

        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("hunter2\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(run("encrypt", "--identity", identity))
                    .as(err.toString())
                    .isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(out.toString().strip()).matches("[A-Za-z0-9+/=]{200,}").doesNotContain("hunter2");
    }
}
