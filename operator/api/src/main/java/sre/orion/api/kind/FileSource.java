package sre.orion.api.kind;

import org.jspecify.annotations.Nullable;
import sre.orion.api.secret.Text;

/**
 * FileSource is where the content of a config or secret comes from: exactly one of a file, text, a secret ({@code
 * secretRef}, its other name {@code environment}, or {@code age}), or an object that exists already.
 *
 * @param file path on the node
 * @param content the text itself, or the secret
 * @param name name of the external object
 */
public record FileSource(
        @Nullable String file,
        @Nullable Text content,
        @Nullable Boolean external,
        @Nullable String name) {}
