package sre.orion.agent;

import java.nio.file.Path;
import sre.orion.agent.source.FolderSource;
import sre.orion.agent.source.GitSource;
import sre.orion.agent.source.SpecReader;
import sre.orion.agent.source.SpecSource;
import sre.orion.agent.state.StartRefusal;

/** Sources makes the source that people named. */
final class Sources {
    private static final String GIT_FOLDER = "git";

    private Sources() {}

    /** The source of a running operator, which keeps its copies in the state directory. */
    static SpecSource following(SpecOrigin origin, Path state, SpecReader reader) throws StartRefusal {
        return switch (origin) {
            case SpecOrigin.Folder(Path path) -> new FolderSource(path, reader);
            case SpecOrigin.Branch(String repository, String branch, String path) ->
                GitSource.following(repository, branch, path, state.resolve(GIT_FOLDER), reader);
        };
    }

    /** The source of a single look, which writes nowhere but to {@code scratch}. */
    static SpecSource once(SpecOrigin origin, Path state, Path scratch, SpecReader reader) throws StartRefusal {
        return switch (origin) {
            case SpecOrigin.Folder(Path path) -> new FolderSource(path, reader);
            case SpecOrigin.Branch(String repository, String branch, String path) ->
                GitSource.once(repository, branch, path, scratch, state.resolve(GIT_FOLDER), reader);
        };
    }

    /** Where the rendered Compose files of these specs lie by convention: beside their folder. */
    static Path renderFolder(SpecSource source) {
        return source.base().resolveSibling("compose-out");
    }
}
