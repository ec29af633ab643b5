package sre.orion.cli;

import java.nio.file.Path;
import sre.orion.specs.StateFolder;

/** StateFiles is where the operator of this host keeps its secrets unless it is told otherwise. */
final class StateFiles {
    private StateFiles() {}

    static Path secrets() {
        return usual("secrets.env");
    }

    static Path identity() {
        return usual("age-identity.txt");
    }

    private static Path usual(String name) {
        return StateFolder.usual(System.getenv(), System.getProperty("user.home", ""))
                .resolve(name);
    }
}
