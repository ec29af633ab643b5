package sre.orion.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.Eventually;

class SpecFeedTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path specs;

    @TempDir
    Path state;

    private final FakeReader reader = new FakeReader();
    private final List<SpecState> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeNodeFolder() throws IOException {
        Files.createDirectories(specs.resolve("cortex"));
    }

    private SpecFeed start() {
        return start(List.of());
    }

    private SpecFeed start(List<Path> beside) {
        var source = new FolderSource(specs, reader, Duration.ofMillis(20));
        return SpecFeed.start(source, reader, "cortex", lastGood(), beside, heard::add);
    }

    private LastGood lastGood() {
        return new LastGood(state.resolve("last-good"));
    }

    private void write(String content) throws IOException {
        Files.writeString(specs.resolve("web.yaml"), content);
    }

    private void keepOne() throws IOException {
        write("one");
        try (SpecFeed _ = start()) {
            Eventually.within(SOON, () -> assertThat(lastGood().node()).contains("cortex"));
        }
    }

    private static String idOf(SpecFeed feed) {
        return feed.state().revision().map(Revision::id).orElse("none");
    }

    @Test
    void a_change_is_told_within_three_seconds_of_the_last_write() throws IOException {
        write("one");
        try (SpecFeed feed = start()) {
            String first = idOf(feed);
            write("two");

            Eventually.within(Duration.ofSeconds(3), () -> assertThat(heard).hasSize(1));
            assertThat(idOf(feed)).isNotEqualTo(first);
        }
    }

    @Test
    void a_bad_revision_is_told_and_never_replaces_the_good_one() throws IOException {
        write("one");
        try (SpecFeed feed = start()) {
            String first = idOf(feed);
            write("bad");

            Eventually.within(
                    SOON,
                    () -> assertThat(feed.state().trouble())
                            .hasValueSatisfying(why -> assertThat(why).contains("cortex/web.yaml:1:1: spec: is bad")));
            assertThat(idOf(feed)).isEqualTo(first);
        }
    }

    @Test
    void a_bug_of_the_reader_costs_a_look_and_not_the_feed() throws IOException {
        write("one");
        try (SpecFeed feed = start()) {
            String first = idOf(feed);
            reader.duringRead = () -> {
                throw new IllegalStateException("a bug");
            };
            write("two");
            Eventually.within(
                    SOON,
                    () -> assertThat(feed.state().trouble())
                            .hasValueSatisfying(why -> assertThat(why).contains("a bug")));
            assertThat(idOf(feed)).isEqualTo(first);

            reader.duringRead = () -> {};

            Eventually.within(SOON, () -> assertThat(idOf(feed)).isNotEqualTo(first));
        }
    }

    @Test
    void a_start_on_a_bad_revision_goes_on_from_the_last_good_one() throws IOException {
        keepOne();
        write("bad");

        try (SpecFeed feed = start()) {
            assertThat(feed.state().latest()).isInstanceOf(SourceResult.Rejected.class);
            assertThat(idOf(feed)).startsWith("sha256:");
            assertThat(reader.read).endsWith("bad", "one");
            assertThat(reader.bases)
                    .as("relative paths mean the same as before")
                    .containsOnly(specs);
        }
    }

    @Test
    void a_start_without_the_folder_goes_on_from_the_last_good_revision() throws IOException {
        keepOne();
        Files.delete(specs.resolve("web.yaml"));
        Files.delete(specs.resolve("cortex"));
        Files.delete(specs);

        try (SpecFeed feed = start()) {
            assertThat(feed.state().trouble()).contains(specs + ": there is no such folder");
            assertThat(idOf(feed)).startsWith("sha256:");
        }
        Files.createDirectories(specs);
    }

    @Test
    void a_bad_first_start_has_no_revision_until_there_is_a_good_one() throws IOException {
        write("bad");
        try (SpecFeed feed = start()) {
            assertThat(feed.state().revision()).isEmpty();

            write("good");

            Eventually.within(SOON, () -> assertThat(feed.state().revision()).isPresent());
            assertThat(feed.state().trouble()).isEmpty();
        }
    }

    @Test
    void a_kill_before_the_pointer_is_replaced_leaves_the_older_revision() throws IOException {
        keepOne();
        Path next = Files.createDirectories(state.resolve("last-good/b"));
        Files.writeString(next.resolve("web.yaml"), "half of tw");
        Files.writeString(state.resolve("last-good/current.json.next"), "{\"copy\":\"b\",\"rev");
        write("bad");

        try (SpecFeed feed = start()) {
            assertThat(idOf(feed)).startsWith("sha256:");
            assertThat(reader.read).endsWith("bad", "one");
        }
    }

    @Test
    void a_damaged_copy_is_not_used() throws IOException {
        keepOne();
        write("bad");
        Files.writeString(state.resolve("last-good/a/web.yaml"), "one, and a bit");

        try (SpecFeed feed = start()) {
            assertThat(feed.state().revision()).isEmpty();
        }
    }

    @Test
    void a_damaged_pointer_is_not_used_and_replaced_by_the_next_good_revision() throws IOException {
        keepOne();
        Files.writeString(state.resolve("last-good/current.json"), "{\"copy\":");
        assertThat(lastGood().load(reader, "cortex")).isEmpty();

        keepOne();

        assertThat(lastGood().load(reader, "cortex")).isPresent();
    }

    @Test
    void the_copy_of_another_node_is_not_used() throws IOException {
        keepOne();

        assertThat(lastGood().load(reader, "synapse")).isEmpty();
    }

    @Test
    void each_good_revision_replaces_the_one_before() throws IOException {
        keepOne();
        write("two");
        try (SpecFeed _ = start()) {
            Eventually.within(SOON, () -> {
                lastGood().load(reader, "cortex");
                assertThat(reader.read.getLast()).isEqualTo("two");
            });
        }
    }

    @Test
    void a_change_of_the_secrets_reads_the_specs_again() throws IOException {
        Path secrets = Files.writeString(state.resolve("secrets.env"), "A=1");
        write("one");
        try (SpecFeed _ = start(List.of(secrets))) {
            Files.writeString(secrets, "A=22");

            Eventually.within(SOON, () -> assertThat(reader.read).containsExactly("one", "one"));
        }
    }
}
