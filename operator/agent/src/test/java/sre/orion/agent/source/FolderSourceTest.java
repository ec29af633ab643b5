package sre.orion.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    @TempDir
    Path folder;

    private final FakeReader reader = new FakeReader();

    private FolderSource source() {
        return new FolderSource(folder, reader, Duration.ofMillis(20));
    }

    private void write(String content) {
        try {
            Files.writeString(folder.resolve("web.yaml"), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String revision(SourceResult result) {
        assertThat(result).isInstanceOf(SourceResult.Loaded.class);
        return ((SourceResult.Loaded) result).revision().id();
    }

    @Test
    void a_revision_is_named_by_its_content() {
        write("one");
        FolderSource source = source();
        String first = revision(source.read());
        write("two");
        String second = revision(source.read());
        write("one");

        assertThat(first).matches("sha256:[0-9a-f]{64}");
        assertThat(second).isNotEqualTo(first);
        assertThat(revision(source.read())).isEqualTo(first);
    }

    @Test
    void what_did_not_change_is_not_read_again() {
        write("one");
        FolderSource source = source();

        assertThat(source.read()).isSameAs(source.read());
        assertThat(reader.read).containsExactly("one");
    }

    @Test
    void what_is_forgotten_is_read_again() {
        write("one");
        FolderSource source = source();
        source.read();
        source.forget();
        source.read();

        assertThat(reader.read).containsExactly("one", "one");
    }

    @Test
    void a_file_that_is_written_piece_by_piece_counts_when_it_is_whole() throws Exception {
        write("");
        var source = new FolderSource(folder, reader, Duration.ofMillis(300));
        var started = new CountDownLatch(1);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int piece = 0; piece < 10; piece++) {
                append("piece" + piece + "\n");
                started.countDown();
                pause(Duration.ofMillis(60));
            }
        });
        started.await();

        source.read();
        writer.join();

        assertThat(reader.read.getLast()).contains("piece0").contains("piece9");
    }

    private void append(String text) {
        try {
            Files.writeString(folder.resolve("web.yaml"), text, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_file_that_changes_as_it_is_read_is_read_again() {
        write("one");
        reader.duringRead = () -> {
            reader.duringRead = () -> {};
            write("another");
        };

        source().read();

        assertThat(reader.read).containsExactly("one", "another");
    }

    @Test
    void a_folder_that_never_rests_keeps_its_last_revision() {
        write("one");
        FolderSource source = source();
        SourceResult first = source.read();
        write("two");
        reader.duringRead = () -> write("never " + reader.read.size() + " the same");

        assertThat(source.read()).isSameAs(first);
    }

    @Test
    void a_missing_folder_is_unavailable_and_an_empty_one_is_not() throws IOException {
        assertThat(revision(source().read())).startsWith("sha256:");

        Files.delete(folder);

        assertThat(source().read()).isEqualTo(new SourceResult.Unavailable(folder + ": there is no such folder"));
    }

    @Test
    void hidden_folders_and_links_that_lead_nowhere_mean_nothing() throws IOException {
        write("one");
        FolderSource source = source();
        SourceResult first = source.read();
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main");
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("missing"));
        Files.createSymbolicLink(folder.resolve("circle"), folder);

        assertThat(source.read()).isSameAs(first);
    }

    @Test
    void a_spec_that_cannot_be_read_is_a_change() throws IOException {
        write("one");
        FolderSource source = source();
        String first = revision(source.read());
        Files.createSymbolicLink(folder.resolve("more.yaml"), folder.resolve("missing"));

        assertThat(revision(source.read())).isNotEqualTo(first);
    }

    @Test
    void a_large_file_counts_by_its_size_and_time_alone() throws IOException {
        write("one");
        Path large = Files.write(folder.resolve("large.bin"), new byte[3_000_000]);
        FolderSource source = source();
        String first = revision(source.read());
        Files.write(large, new byte[3_000_001]);

        assertThat(revision(source.read())).isNotEqualTo(first);
    }

    @Test
    void files_that_changed_meanwhile_are_not_kept_as_the_revision(@TempDir Path copy) throws IOException {
        write("one");
        FolderSource source = source();
        source.read();
        write("two");

        assertThatThrownBy(() -> source.copyTo(copy))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed");
    }
}
