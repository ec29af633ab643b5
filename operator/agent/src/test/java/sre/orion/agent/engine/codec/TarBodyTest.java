package sre.orion.agent.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.secret.Text;

/** The archive is read by the tar of this machine. */
class TarBodyTest {
    private static final int LONG = 93;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 100_000})
    void content_of_any_length_comes_out_as_it_went_in(int length) throws Exception {
        String content = "ä".repeat(length / 2) + "b".repeat(length % 2);

        unpack(file("/etc/app/motd", content));

        assertThat(folder.resolve("etc/app/motd")).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 3, 60})
    void a_path_of_any_length_comes_out_as_it_went_in(int more) throws Exception {
        String name = "/etc/" + "n".repeat(LONG + more);

        unpack(file(name, "hello"));

        assertThat(folder.resolve(name.substring(1))).hasContent("hello");
    }

    @Test
    void mode_and_owner_are_said() throws Exception {
        Path tar = folder.resolve("one.tar");
        Files.write(tar, TarBody.of(file("/run/secrets/token", "secret")));

        assertThat(tar("--numeric-owner", "-tvf", tar.toString())).contains("-rw-r----- 1000/7");
    }

    private static CopiedFile file(String path, String content) {
        return new CopiedFile(path, Text.of(content), "", 0640, OptionalInt.of(1000), OptionalInt.of(7));
    }

    private void unpack(CopiedFile file) throws IOException, InterruptedException {
        Path tar = folder.resolve("one.tar");
        Files.write(tar, TarBody.of(file));
        assertThat(tar("--no-same-owner", "-C", folder.toString(), "-xf", tar.toString()))
                .doesNotContain("Error");
    }

    private static String tar(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add("tar");
        command.addAll(java.util.List.of(arguments));
        Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tar.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(tar.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tar.exitValue()).as(said).isZero();
        return said;
    }
}
