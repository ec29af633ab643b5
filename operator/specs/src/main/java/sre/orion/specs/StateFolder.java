package sre.orion.specs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** StateFolder is where the state of a node's operator lies unless people say otherwise: the same for every command. */
public final class StateFolder {
    private static final Path SYSTEM = Path.of("/var/lib/orion");

    private StateFolder() {}

    /**
     * {@code /var/lib/orion} for whom may write there, else {@code $XDG_STATE_HOME/orion} or {@code ~/.local/state/orion}.
     *
     * @param environment the variables of the process
     * @param home the user's home from the system's user list, for when {@code HOME} is not set
     */
    public static Path usual(Map<String, String> environment, String home) {
        boolean mayUseSystem =
                Files.isDirectory(SYSTEM) ? Files.isWritable(SYSTEM) : Files.isWritable(Path.of("/var/lib"));
        return mayUseSystem ? SYSTEM : ofUser(environment, home);
    }

    static Path ofUser(Map<String, String> environment, String home) {
        String stateHome = environment.getOrDefault("XDG_STATE_HOME", "");
        return stateHome.startsWith("/")
                ? Path.of(stateHome, "orion")
                : Path.of(environment.getOrDefault("HOME", home), ".local", "state", "orion");
    }
}
