package sre.orion.agent.engine;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * ApiVersions is the range of the engine's API that Orion speaks, as minor versions: 41 for 1.41.
 *
 * <p>1.41 is Docker 20.10, Debian 12's; 1.51 is the newest whose answers Orion was held against (28.5).
 */
final class ApiVersions {
    static final int OLDEST = 41;
    static final int NEWEST = 51;

    private ApiVersions() {}

    /**
     * The newest version that both sides speak.
     *
     * @param highest the engine's newest, such as {@code 1.51}
     * @param lowest the engine's oldest; null or empty when it does not say
     * @throws IllegalStateException if there is none, with what to do about it
     */
    static int agreed(@Nullable String highest, @Nullable String lowest) {
        int engine = minor(highest)
                .orElseThrow(
                        () -> new IllegalStateException("no Docker engine answers there: it names no API version"));
        int agreed = Math.min(engine, NEWEST);
        if (agreed < OLDEST) {
            throw new IllegalStateException("the engine speaks API 1." + engine + " at most and Orion needs 1." + OLDEST
                    + ": upgrade Docker to 20.10 or newer");
        }
        int oldest = minor(lowest).orElse(0);
        if (agreed < oldest) {
            throw new IllegalStateException("the engine wants API 1." + oldest + " at least and Orion speaks 1."
                    + NEWEST + " at most: upgrade Orion, or set min-api-version in Docker's daemon.json");
        }
        return agreed;
    }

    private static OptionalInt minor(@Nullable String version) {
        if (version == null || !version.matches("1\\.\\d{1,3}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(version.substring(2)));
    }
}
