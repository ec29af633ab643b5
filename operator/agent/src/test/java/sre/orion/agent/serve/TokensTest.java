package sre.orion.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sre.orion.agent.serve.http.Caller;
import sre.orion.agent.state.StartRefusal;

class TokensTest {
    private static final String GOOD = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private Tokens tokens(String text, String permissions) throws IOException, StartRefusal {
        Path file = folder.resolve("tokens");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return Tokens.read(file, nanos::get);
    }

    @Test
    void a_token_names_its_owner_and_what_they_may_do() throws Exception {
        Tokens tokens = tokens("# people\n" + GOOD + ",anna,operate\n\n" + GOOD + "2,grafana,read\n", "rw-------");

        assertThat(tokens.find(GOOD, "peer")).contains(new Caller("anna", true));
        assertThat(tokens.find(GOOD + "2", "peer")).contains(new Caller("grafana", false));
        assertThat(tokens.find("", "peer")).isEmpty();
    }

    @Test
    void ten_wrong_tokens_of_a_peer_close_the_door_for_a_while() throws Exception {
        Tokens tokens = tokens(GOOD + ",anna,operate", "rw-------");
        for (int guess = 0; guess < 10; guess++) {
            assertThat(tokens.exhausted("peer")).isFalse();
            assertThat(tokens.find("guess" + guess, "peer")).isEqualTo(Optional.empty());
        }

        assertThat(tokens.exhausted("peer")).isTrue();
        assertThat(tokens.exhausted("another peer")).isFalse();

        nanos.addAndGet(6_000_000_000L);
        assertThat(tokens.exhausted("peer")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short,anna,read", GOOD + ",anna", GOOD + ",,read", GOOD + ",anna,admin", GOOD})
    void a_line_that_is_no_good_token_is_named(String line) {
        assertThatThrownBy(() -> tokens("\n" + line, "rw-------"))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("tokens:2");
    }

    @Test
    void a_file_that_everybody_may_read_is_refused() {
        assertThatThrownBy(() -> tokens(GOOD + ",anna,read", "rw-r--r--"))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("chmod 600");
    }
}
