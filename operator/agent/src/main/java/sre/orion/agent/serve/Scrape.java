package sre.orion.agent.serve;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One scrape for all who ask within a tenth of a second: making one costs milliseconds and some megabytes of garbage, so
 * clients by the dozen must not each get their own.
 */
final class Scrape {
    private static final long FRESH_NANOS = 100_000_000;

    private final Supplier<String> source;
    private Optional<String> last = Optional.empty();
    private long madeAt;

    Scrape(Supplier<String> source) {
        this.source = source;
    }

    synchronized String text() {
        long now = System.nanoTime();
        if (last.isEmpty() || now - madeAt > FRESH_NANOS) {
            last = Optional.of(source.get());
            madeAt = System.nanoTime();
        }
        return last.orElseThrow();
    }
}
