package sre.orion.reconcilers.container;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Given is a value of a spec that says something: to the engine, empty text and zero are the same as nothing. */
final class Given {
    private Given() {}

    static Optional<String> text(@Nullable String written) {
        return written == null || written.isEmpty() ? Optional.empty() : Optional.of(written);
    }

    static Optional<Long> number(@Nullable Long written) {
        return written == null || written == 0 ? Optional.empty() : Optional.of(written);
    }
}
