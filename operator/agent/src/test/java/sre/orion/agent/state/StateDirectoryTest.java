package sre.orion.agent.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.fixtures.Eventually;

class StateDirectoryTest {
    @TempDir
    Path folder;

    /** An operator in a process of its own, as far as its lock goes: says so, and waits for its end. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (var state = StateDirectory.open(Path.of(arguments[0]), Optional.of("cortex"))) {
                System.out.println("holds " + state.path());
                System.out.flush();
                int _ = System.in.read();
            }
        }
    }

    private Process holder(Path state) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        state.toString())
                .start();
    }

    @Test
    void a_second_operator_is_refused_until_the_first_one_is_killed() throws Exception {
        Path state = folder.resolve("state");
        Process holder = holder(state);
        try (BufferedReader said = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("holds " + state);

            assertThatThrownBy(() -> StateDirectory.open(state, Optional.of("cortex")))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("another operator uses it (node cortex, process " + holder.pid() + ")");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        Eventually.within(
                Duration.ofSeconds(5),
                () -> StateDirectory.open(state, Optional.of("cortex")).close());
    }

    @Test
    void the_same_process_is_refused_too() throws StartRefusal {
        try (var first = StateDirectory.open(folder, Optional.of("cortex"))) {
            assertThatThrownBy(() -> StateDirectory.open(first.path(), Optional.of("synapse")))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("another operator");
        }
    }

    @Test
    void a_new_folder_is_closed_to_strangers() throws StartRefusal, IOException {
        try (var state = StateDirectory.open(folder.resolve("a/b"), Optional.of("cortex"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.path())))
                    .isEqualTo("rwxr-x---");
        }
    }

    /** As after the restart of a host whose disk is full, which is when it needs its operator. */
    @Test
    void a_full_disk_keeps_nobody_from_starting() throws StartRefusal, IOException {
        Files.createSymbolicLink(folder.resolve("lock"), Path.of("/dev/full"));

        try (StateDirectory state = StateDirectory.open(folder, Optional.of("cortex"))) {
            assertThat(state.path()).isEqualTo(folder);
        }
    }

    @Test
    void a_path_that_is_no_folder_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> StateDirectory.open(file, Optional.of("cortex")))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("--state " + file);
    }
}
