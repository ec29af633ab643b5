package sre.orion.api.compose;

import org.jspecify.annotations.Nullable;

/**
 * FileReference is one entry of a service's {@code configs} or {@code secrets}.
 *
 * @param source key in {@code spec.configs} or {@code spec.secrets}
 * @param mode permission bits; YAML {@code 0440} is octal
 */
public record FileReference(
        String source,
        @Nullable String target,
        @Nullable String uid,
        @Nullable String gid,
        @Nullable Integer mode) {}
