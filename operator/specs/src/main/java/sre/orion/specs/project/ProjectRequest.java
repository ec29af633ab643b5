package sre.orion.specs.project;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * ProjectRequest is what somebody says on the command line to name a Compose project.
 *
 * @param files as given with {@code -f}; none: those that docker compose finds by itself
 * @param profiles that are switched on
 * @param envFiles as given with {@code --env-file}; none: {@code .env} in the project's folder
 * @param folder of the project; null: that of the first file
 * @param name of the project; null: as the files, the environment or the folder say
 * @param environment of the caller, which beats every env file
 * @param workingDirectory absolute path that relative ones start at
 * @param home absolute path that {@code ~} stands for
 */
public record ProjectRequest(
        List<String> files,
        List<String> profiles,
        List<String> envFiles,
        @Nullable String folder,
        @Nullable String name,
        SortedMap<String, String> environment,
        String workingDirectory,
        String home) {
    public ProjectRequest {
        files = Immutable.list(files);
        profiles = Immutable.list(profiles);
        envFiles = Immutable.list(envFiles);
        environment = Immutable.map(environment);
    }
}
