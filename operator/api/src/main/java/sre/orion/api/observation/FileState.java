package sre.orion.api.observation;

import java.time.Instant;
import java.util.Optional;

/**
 * FileState is a file or folder of the node, as far as Services depend on its content.
 *
 * @param hash of the content; of a folder, of the names and contents of all files below it
 * @param identity of the file itself: another one under the same path has another
 * @param changedAt when the content, or anything else about it, last changed
 * @param folder whether it is a folder, which shows a container also files that take the place of others
 * @param text the content, of what goes into a request itself; empty for all else
 */
public record FileState(String hash, String identity, Instant changedAt, boolean folder, Optional<String> text) {}
