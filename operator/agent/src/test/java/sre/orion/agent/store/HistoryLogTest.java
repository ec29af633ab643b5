package sre.orion.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLogTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("history");
    }

    private SortedMap<String, String> reopened() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        var entries = new TreeMap<>(log.entries());
        log.close();
        return entries;
    }

    @Test
    void what_was_flushed_is_there_after_a_kill() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        log.put("a", "1");
        log.put("b", "ünï\t2");
        log.put("a", "3");
        log.put("c", "4");
        log.remove("c");
        log.flush();

        assertThat(reopened()).containsExactly(entry("a", "3"), entry("b", "ünï\t2"));
    }

    @Test
    void a_file_cut_at_any_byte_gives_the_lines_before_the_cut() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        for (int i = 0; i < 5; i++) {
            log.put("key" + i, "value é " + i);
        }
        log.close();
        byte[] whole = Files.readAllBytes(file());

        int lines = 0;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            lines += length > 0 && whole[length - 1] == '\n' ? 1 : 0;
            assertThat(reopened()).hasSize(lines);
        }
    }

    @Test
    void writing_goes_on_after_a_torn_line() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        log.put("a", "1");
        log.close();
        Files.writeString(file(), "0badbeef b\t2", StandardOpenOption.APPEND);

        HistoryLog next = HistoryLog.open(file());
        next.put("c", "3");
        next.close();

        assertThat(reopened()).containsExactly(entry("a", "1"), entry("c", "3"));
        assertThat(HistoryLog.open(file()).damaged()).isFalse();
    }

    @Test
    void a_flipped_bit_costs_its_line_alone_and_is_noticed() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        log.put("a", "1");
        log.put("b", "2");
        log.put("c", "3");
        log.close();
        String content = Files.readString(file());
        Files.writeString(file(), content.replace("b\t2", "b\t7"));

        HistoryLog damaged = HistoryLog.open(file());

        assertThat(damaged.damaged()).isTrue();
        assertThat(damaged.entries()).containsExactly(entry("a", "1"), entry("c", "3"));
    }

    @Test
    void a_file_of_something_else_gives_nothing() throws IOException {
        var noise = new byte[100_000];
        new SplittableRandom(7).nextBytes(noise);
        Files.write(file(), noise);

        HistoryLog log = HistoryLog.open(file());

        assertThat(log.damaged()).isTrue();
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void the_file_stays_small_however_much_is_written() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        for (int i = 0; i < 20_000; i++) {
            log.put("key" + i % 50, "value of quite some length, number " + i);
            log.flush();
        }
        log.close();

        assertThat(Files.size(file())).isLessThan(300_000);
        assertThat(reopened()).hasSize(50).containsEntry("key49", "value of quite some length, number 19999");
    }

    @Test
    void a_half_written_next_file_is_no_harm() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        log.put("a", "1");
        log.close();
        Files.writeString(folder.resolve("history.next"), "half of a rewri");

        HistoryLog next = HistoryLog.open(file());
        next.rewrite();
        next.close();

        assertThat(reopened()).containsExactly(entry("a", "1"));
    }

    @Test
    void what_equals_the_last_value_is_not_written_again() throws IOException {
        HistoryLog log = HistoryLog.open(file());
        log.put("a", "1");
        log.flush();
        long size = Files.size(file());
        log.put("a", "1");
        log.flush();

        assertThat(Files.size(file())).isEqualTo(size);
    }

    @Test
    void text_that_fits_no_line_is_refused() throws IOException {
        HistoryLog log = HistoryLog.open(file());

        assertThatThrownBy(() -> log.put("a\tb", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.put("a", "1\n2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.put("a", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
