package sre.orion.api.compose;

import org.jspecify.annotations.Nullable;

/**
 * EnvFile is one entry of {@code env_file}.
 *
 * @param format {@code raw}: lines are taken as they are
 */
public record EnvFile(
        String path, boolean required, @Nullable String format) {}
