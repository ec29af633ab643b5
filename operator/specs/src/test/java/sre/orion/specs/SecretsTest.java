package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.api.secret.Text;
import sre.orion.specs.compose.ComposeRender;
import sre.orion.specs.secret.Encrypted;
import sre.orion.specs.secret.Identity;
import sre.orion.specs.secret.Marks;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.secret.StoredSecrets;
import tools.jackson.databind.json.JsonMapper;

/** What stands in a spec for a secret: it is found, or the place that needs it says why not, and it is rendered by name. */
class SecretsTest {
    private static final String SPEC = """
            apiVersion: orion.sre/v1
            kind: Service
            metadata:
              name: web
            spec:
              secrets:
                token:
                  secretRef: WEB_TOKEN
              configs:
                app:
                  content:
                    secretRef: WEB_CONFIG
              container:
                image: app:1
                environment:
                  DB_PASSWORD: {secretRef: DB_PASSWORD}
                  MODE: "plain $$ text"
                secrets: [token]
                configs: [app]
            """;

    @TempDir
    private Path folder;

    private Path secrets;
    private Path identity;

    @BeforeEach
    void name() {
        secrets = folder.resolve("secrets.env");
        identity = folder.resolve("age-identity.txt");
    }

    private void append(Map<String, String> values) throws IOException {
        SecretsFile.append(secrets, new TreeMap<>(values));
    }

    private NodeSecrets stored() {
        return new StoredSecrets(SecretsFile.read(secrets), Identity.read(identity), new Marks(new byte[32]));
    }

    private static LoadResult load(String spec, NodeSecrets secrets) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("cortex/web.yaml", spec.getBytes(StandardCharsets.UTF_8));
        var specs = new SpecFiles(
                "r1",
                "/srv/specs",
                "/home/ada",
                files,
                path -> path.equals("/etc/web.env")
                        ? "API_KEY=of-the-host\nMODE=host\n".getBytes(StandardCharsets.UTF_8)
                        : null);
        return new SpecLoader().load("cortex", specs, secrets);
    }

    private static Revision loaded(String spec, NodeSecrets secrets) {
        LoadResult result = load(spec, secrets);
        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        return ((LoadResult.Loaded) result).revision();
    }

    private static ServiceSpec service(Revision revision) {
        var key = new ResourceKey(Kind.SERVICE, "cortex", "web");
        return (ServiceSpec)
                Objects.requireNonNull(revision.resources().get(key)).spec();
    }

    private List<String> errors(String spec) {
        return load(spec, stored()) instanceof LoadResult.Refused refused
                ? refused.problems().stream().map(Object::toString).toList()
                : List.of();
    }

    @Test
    void a_reference_is_the_value_for_whoever_asks_and_stars_for_whoever_prints() throws IOException {
        append(Map.of("DB_PASSWORD", "hunter2", "WEB_TOKEN", "t0ken", "WEB_CONFIG", "key = s3cret\n"));

        ServiceSpec web = service(loaded(SPEC, stored()));

        Text password = Objects.requireNonNull(web.container().environment().get("DB_PASSWORD"));
        assertThat(password.value()).isEqualTo("hunter2");
        assertThat(web.container().environment().get("MODE")).isEqualTo(Text.of("plain $ text"));
        assertThat(Objects.requireNonNull(web.secrets().get("token")).content())
                .returns("t0ken", text -> Objects.requireNonNull(text).value());
        assertThat(web.toString()).contains("DB_PASSWORD=***").doesNotContain("hunter2", "t0ken", "s3cret");
        assertThat(web.secretMarks()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void what_is_kept_of_it_as_json_is_its_name() throws IOException {
        append(Map.of("DB_PASSWORD", "hunter2", "WEB_TOKEN", "t0ken", "WEB_CONFIG", "key = s3cret\n"));
        JsonMapper json = JsonMapper.builder().build();
        ServiceSpec web = service(loaded(SPEC, stored()));

        String kept = json.writeValueAsString(web);
        ServiceSpec read = json.readValue(kept, ServiceSpec.class);

        assertThat(kept).contains("{\"secretRef\":\"DB_PASSWORD\"}").doesNotContain("hunter2", "t0ken", "s3cret");
        Text password = Objects.requireNonNull(read.container().environment().get("DB_PASSWORD"));
        assertThat(password.names(
                        Objects.requireNonNull(web.container().environment().get("DB_PASSWORD"))))
                .isTrue();
        assertThat(password.value()).isEmpty();
        assertThat(json.writeValueAsString(read)).isEqualTo(kept);
    }

    @Test
    void it_is_rendered_as_a_variable_that_must_be_set() throws IOException {
        append(Map.of("DB_PASSWORD", "hunter2", "WEB_TOKEN", "t0ken", "WEB_CONFIG", "key = s3cret\n"));

        String rendered = ComposeRender.render(loaded(SPEC, stored())).get("cortex.yml");

        assertThat(rendered)
                .contains("DB_PASSWORD: \"${DB_PASSWORD:?}\"", "MODE: \"plain $$ text\"")
                .containsSubsequence("configs:", "app:", "environment: \"WEB_CONFIG\"")
                .containsSubsequence("secrets:", "token:", "environment: \"WEB_TOKEN\"")
                .doesNotContain("hunter2", "t0ken", "s3cret")
                .isEqualTo(
                        ComposeRender.render(loaded(SPEC, NodeSecrets.UNREAD)).get("cortex.yml"));
    }

    @Test
    void what_cannot_be_had_is_told_at_the_place_that_needs_it() throws IOException {
        assertThat(errors(SPEC))
                .first()
                .asString()
                .startsWith("cortex/web.yaml:8:18: spec.secrets.token.secretRef: there is no secrets file " + secrets);

        append(Map.of("WEB_TOKEN", "t0ken", "WEB_CONFIG", "x"));
        assertThat(errors(SPEC))
                .containsExactly("cortex/web.yaml:16:32: spec.container.environment.DB_PASSWORD.secretRef:"
                        + " there is no DB_PASSWORD in " + secrets + "; write it there: DB_PASSWORD=…");
    }

    @Test
    void a_file_that_others_can_read_is_not_used() throws IOException {
        append(Map.of("DB_PASSWORD", "hunter2", "WEB_TOKEN", "t0ken", "WEB_CONFIG", "x"));
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(errors(SPEC))
                .hasSize(3)
                .allSatisfy(error -> assertThat(error)
                        .contains(secrets + " can be read by others (rw-r-----); close it: chmod 0600"));
    }

    @Test
    void what_is_wrong_in_the_file_is_told_by_its_line_alone() throws IOException {
        append(Map.of("A", "x"));
        Files.writeString(secrets, "A=x\nhunter2 and so on\n");

        assertThat(errors(SPEC))
                .allSatisfy(
                        error -> assertThat(error).contains(secrets + ":2:1").doesNotContain("hunter2"));
    }

    @Test
    void appended_values_are_read_back_and_what_was_there_stays() throws IOException {
        SortedMap<String, String> hard = new TreeMap<>(Map.of(
                "DOLLAR", "a$b ${c} $$",
                "QUOTES", "it's \"so\"",
                "BACKSLASH", "c:\\new\\",
                "LINES", "one\ntwo # three\n",
                "BLANKS", " x "));
        append(Map.of("FIRST", "1"));
        Files.writeString(secrets, "# mine\nFIRST=1");

        append(hard);

        assertThat(Files.readString(secrets)).startsWith("# mine\nFIRST=1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
        hard.put("FIRST", "1");
        assertThat(SecretsFile.read(secrets).values()).isEqualTo(hard);
    }

    @Test
    void an_age_value_is_decrypted_with_the_identity_of_the_node_only() throws IOException, GeneralSecurityException {
        String recipient = Identity.make(identity);
        String value = Encrypted.of("hunter2", recipient);
        String spec = SPEC.replace("{secretRef: DB_PASSWORD}", "{age: " + value + "}")
                .replace(
                        "secretRef: WEB_TOKEN",
                        "age: |\n" + armored(value).indent(10).stripTrailing());
        append(Map.of("WEB_CONFIG", "x"));

        Revision revision = loaded(spec, stored());

        ServiceSpec web = service(revision);
        assertThat(Objects.requireNonNull(web.container().environment().get("DB_PASSWORD"))
                        .value())
                .isEqualTo("hunter2");
        assertThat(Objects.requireNonNull(web.secrets().get("token")).content())
                .isEqualTo(web.container().environment().get("DB_PASSWORD"));
        assertThat(ComposeRender.render(revision).get("cortex.yml"))
                .containsPattern("DB_PASSWORD: \"\\$\\{AGE_[0-9A-F]{12}:\\?}\"")
                .doesNotContain("hunter2", value);

        Files.delete(identity);
        Identity.make(identity);
        assertThat(errors(spec))
                .hasSize(2)
                .allSatisfy(error -> assertThat(error).contains("cannot be decrypted"));
        Files.delete(identity);
        assertThat(errors(spec))
                .hasSize(2)
                .allSatisfy(error -> assertThat(error).contains("there is no age identity"));
    }

    private static String armored(String base64) {
        return "-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.replaceAll("(.{64})", "$1\n")
                + "\n-----END AGE ENCRYPTED FILE-----\n";
    }

    @Test
    void what_an_env_file_outside_the_specs_says_is_hidden_and_rendered_by_its_path() {
        String spec = SPEC.replaceAll("(?s) {2}secrets:.*? {2}container:", "  container:")
                .replace("    secrets: [token]\n    configs: [app]\n", "    env_file: /etc/web.env\n")
                .replace("      DB_PASSWORD: {secretRef: DB_PASSWORD}\n", "");

        Revision revision = loaded(spec, stored());

        assertThat(service(revision).container().environment()).hasToString("{API_KEY=***, MODE=plain $ text}");
        assertThat(ComposeRender.render(revision).get("cortex.yml"))
                .containsSubsequence("env_file:", "- \"/etc/web.env\"")
                .doesNotContain("of-the-host", "API_KEY");
    }

    @Test
    void a_reference_that_is_none_is_refused_with_what_to_write() {
        assertThat(errors(SPEC.replace("{secretRef: DB_PASSWORD}", "{secretRef: db-password}")))
                .anySatisfy(error -> assertThat(error)
                        .endsWith(
                                "must be the name of a secret; a name has letters, digits and _ and does not begin with a"
                                        + " digit"));
        assertThat(errors(SPEC.replace("{secretRef: DB_PASSWORD}", "{secretRef: A, age: b}")))
                .anySatisfy(error -> assertThat(error).contains("either secretRef: NAME or age: TEXT"));
    }
}
