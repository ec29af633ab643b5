package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** No secret appears in anything that an operator says, serves or keeps, whichever way it came in. */
class SecretCanaryTest {
    /** Where secrets belong. */
    private static final List<String> VAULTS =
            List.of("state/secrets.env", "rotated/secrets.env", "host.env", "compose.yml");

    private static final String CONTENTS = "state/orion-contents/";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void live() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorion.home=" + System.getProperty("orion.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecretCanary.class.getName(),
                        folder.toString())
                .redirectOutput(folder.resolve("stdout.txt").toFile())
                .redirectError(folder.resolve("stderr.txt").toFile());
        builder.environment().put("ORION_LOG", "trace");
        Process life = builder.start();
        boolean ended = life.waitFor(120, TimeUnit.SECONDS);
        life.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(life.exitValue())
                .as(Files.readString(folder.resolve("stderr.txt")))
                .isZero();
    }

    /** The planted values in {@code text}, by channel, in whatever spelling. */
    private static List<String> found(String text) {
        List<String> found = new ArrayList<>();
        SecretCanary.PLANTED.forEach((channel, value) -> {
            if (spellings(value).stream().anyMatch(text::contains)) {
                found.add(channel);
            }
        });
        return found;
    }

    /** A value as it is, in a URL, and in base64 at each of the three places where it may begin, without what its ends share. */
    private static List<String> spellings(String value) {
        List<String> spellings = new ArrayList<>();
        spellings.add(value);
        spellings.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        for (int shift = 0; shift < 3; shift++) {
            String padded = " ".repeat(shift) + value;
            String encoded =
                    Base64.getEncoder().withoutPadding().encodeToString(padded.getBytes(StandardCharsets.UTF_8));
            spellings.add(encoded.substring(4, encoded.length() - 4));
        }
        return spellings;
    }

    private static SortedMap<String, Path> files() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), file));
        }
        return files;
    }

    @TestFactory
    List<DynamicTest> no_output_holds_a_planted_value() throws IOException {
        return files().entrySet().stream()
                .filter(file -> !VAULTS.contains(file.getKey())
                        && !file.getKey().startsWith(CONTENTS)
                        && !file.getKey().equals("requests.txt"))
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(),
                        () -> assertThat(found(Files.readString(file.getValue(), StandardCharsets.ISO_8859_1)))
                                .isEmpty()))
                .toList();
    }

    @Test
    void every_kind_of_output_is_there_to_be_searched() throws IOException {
        assertThat(files().keySet())
                .contains(
                        "outputs/render.txt",
                        "outputs/plan-r2.txt",
                        "outputs/import.txt",
                        "specs/cortex/shop-shop.yaml")
                .anySatisfy(name -> assertThat(name).startsWith("state/last-good/"))
                .anySatisfy(name -> assertThat(name).startsWith("state/history"));
        assertThat(Files.readString(folder.resolve("stderr.txt"))).contains("level=DEBUG", "drift seen", "400 ");
        assertThat(Files.readString(folder.resolve("outputs/plan-r2.txt")))
                .contains("environment.SHOP_PASSWORD: *** -> ***");
        assertThat(Files.readString(folder.resolve("outputs/changed-8.txt"))).contains("\"secretRef\":\"DB_LOGIN\"");
    }

    @Test
    void the_planted_values_reach_the_containers() throws IOException {
        assertThat(found(Files.readString(folder.resolve("requests.txt"))))
                .contains("secrets-file", "secrets-file-changed", "age", "env-file", "import-key", "import-address");
    }

    @Test
    void contents_lie_in_files_for_the_containers_alone() throws IOException {
        Path key = folder.resolve(CONTENTS + "cortex/web/secrets/key");
        assertThat(key).hasContent(SecretCanary.PLANTED.get("secret-content"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("r--r-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(CONTENTS))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve(CONTENTS + "cortex/web/configs/app"))
                .hasContent(SecretCanary.PLANTED.get("config-content"));
        assertThat(folder.resolve(CONTENTS + "shop")).doesNotExist();
        assertThat(folder.resolve(CONTENTS + "cortex/copied")).doesNotExist();
        assertThat(Files.readString(folder.resolve("requests.txt")))
                .contains(key.toString(), "\"Target\":\"/run/secrets/key\"");
    }

    @Test
    void contents_are_put_into_the_containers_that_can_be_written_to() throws IOException {
        assertThat(Files.readString(folder.resolve("requests.txt")))
                .contains(
                        "\"name\":\"/run/secrets/cert\"",
                        "\"content\":\"" + SecretCanary.PLANTED.get("import-secret"),
                        "\"mode\":\"0440\"",
                        "\"content\":\"" + SecretCanary.PLANTED.get("secret-content"));
    }

    @Test
    void a_leak_would_be_found_in_every_spelling() {
        SecretCanary.PLANTED.forEach((channel, value) -> {
            String basic = Base64.getEncoder().encodeToString(("ada:" + value + "!").getBytes(StandardCharsets.UTF_8));
            for (String leak :
                    List.of("password=" + value, "Authorization: Basic " + basic, "{\"a\":\"" + value + "\"}")) {
                assertThat(found(leak)).containsExactly(channel);
            }
        });
    }
}
