package sre.orion.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void a_whole_operator_starts_converges_serves_and_ends_without_an_engine() {
        assertThat(Main.commandLine().execute("warm-up")).isZero();
    }
}
