package sre.orion.api.kind;

import org.jspecify.annotations.Nullable;

/**
 * FileSource is where the content of a config or secret comes from: exactly one of a file, text, a variable of the
 * node's secrets file, or an object that exists already.
 *
 * @param file path on the node
 * @param content the text itself
 * @param environment name of a variable that holds the text
 * @param name name of the external object
 */
public record FileSource(
        @Nullable String file,
        @Nullable String content,
        @Nullable String environment,
        @Nullable Boolean external,
        @Nullable String name) {}
