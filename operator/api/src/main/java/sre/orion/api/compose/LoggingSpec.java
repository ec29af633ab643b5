package sre.orion.api.compose;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * LoggingSpec is {@code logging}: where the output of the container goes.
 */
public record LoggingSpec(@Nullable String driver, SortedMap<String, String> options) {
    public LoggingSpec {
        options = Immutable.map(options);
    }
}
