package sre.orion.agent;

import java.nio.file.Path;

/** SpecOrigin is where people said that the specs are. */
sealed interface SpecOrigin {
    /** A folder, read as it is. */
    record Folder(Path path) implements SpecOrigin {}

    /**
     * A branch of a repository.
     *
     * @param branch empty: the one that HEAD names
     * @param path folder of the specs in the repository; empty: its root
     */
    record Branch(String repository, String branch, String path) implements SpecOrigin {}
}
