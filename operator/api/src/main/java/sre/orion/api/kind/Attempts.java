package sre.orion.api.kind;

import java.time.Instant;
import java.util.Optional;

/**
 * Attempts is how often in a row the same was tried at the engine in vain.
 *
 * @param subject what was tried; another is tried at once
 * @param failures how often it failed in a row
 * @param lastFailure when it failed last
 * @param cause why, as a sentence
 */
public record Attempts(String subject, int failures, Optional<Instant> lastFailure, String cause) {
    /** Nothing was tried. */
    public static final Attempts NONE = new Attempts("", 0, Optional.empty(), "");
}
