package sre.orion.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the state of an operator lies. */
class StateFolderTest {
    @Test
    void whoMayNotWriteToTheSystemsFolderHasOneOfTheirOwn() {
        assertThat(StateFolder.ofUser(Map.of("XDG_STATE_HOME", "/x/state", "HOME", "/home/a"), "/home/b"))
                .isEqualTo(Path.of("/x/state/orion"));
        assertThat(StateFolder.ofUser(Map.of("HOME", "/home/a"), "/home/b"))
                .isEqualTo(Path.of("/home/a/.local/state/orion"));
        assertThat(StateFolder.ofUser(Map.of("XDG_STATE_HOME", "relative"), "/home/b"))
                .isEqualTo(Path.of("/home/b/.local/state/orion"));
    }
}
