package sre.orion.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TableTest {
    private static final Colours NONE = new Colours(false);

    @Test
    void a_table_fits_80_columns_unless_it_is_wide() {
        var narrow = new TextTable("NAME", "MESSAGE");
        narrow.add("web", "so it is ".repeat(20));
        var wide = new TextTable(List.of("NAME", "MESSAGE"), true);
        wide.add("web", "so it is ".repeat(20));

        assertThat(narrow.lines(NONE)).allMatch(line -> line.length() <= 80).anyMatch(line -> line.endsWith("…"));
        assertThat(wide.lines(NONE).getLast()).hasSize(5 + 180 - 1 + 1);
    }

    @Test
    void a_table_whose_first_columns_are_too_long_fits_too() {
        var table = new TextTable("NAME", "READY", "REASON");
        table.add("n".repeat(120), "True", "Running");

        assertThat(table.lines(NONE)).allMatch(line -> line.length() <= 80).anyMatch(line -> line.endsWith("Running"));
    }

    @Test
    void a_status_stands_out_without_moving_its_column() {
        var table = new TextTable("READY", "NAME");
        table.add("True", "web");
        table.add("False", "db");

        assertThat(table.lines(new Colours(true)))
                .containsExactly("READY  NAME", "\u001b[32mTrue\u001b[0m   web", "\u001b[31mFalse\u001b[0m  db");
    }

    @Test
    void a_watched_table_prints_its_header_once_and_keeps_its_shape() {
        var table = new TextTable("NAME", "READY");
        table.add("web-frontend", "False");
        assertThat(table.newLines(NONE)).containsExactly("NAME          READY", "web-frontend  False");

        table.add("db", "True");
        assertThat(table.newLines(NONE)).containsExactly("db            True");
    }

    @Test
    void custom_columns_show_none_for_what_is_missing() {
        var item = JsonMapper.builder()
                .build()
                .readTree("{\"metadata\":{\"name\":\"web\"},\"spec\":{\"ports\":[80,443]}}");

        assertThat(CustomColumns.parse("NAME:.metadata.name,PORTS:.spec.ports[*],X:.spec.x")
                        .table(List.of(item))
                        .lines(NONE))
                .containsExactly("NAME  PORTS   X", "web   80,443  <none>");
        assertThatThrownBy(() -> CustomColumns.parse("NAME")).hasMessageContaining("HEADER:PATH");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5s",
        "119, 119s",
        "150, 2m30s",
        "600, 10m",
        "12000, 3h20m",
        "40000, 11h",
        "200000, 2d7h",
        "900000, 10d"
    })
    void an_age_is_written_as_kubectl_writes_it(long seconds, String age) {
        assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(age);
        assertThat(Age.since(Instant.EPOCH.toString(), Instant.EPOCH.plusSeconds(seconds)))
                .isEqualTo(age);
    }
}
