package sre.orion.api.container;

import java.util.Optional;
import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Container is everything the engine is asked for when it creates a container, except its name.
 *
 * <p>A desired container leaves empty what the image or the engine decides; an observed one has every value filled in.
 *
 * @param image the reference as written, such as {@code caddy:2}
 * @param labels those of Compose, Orion and the user; an observed container's also hold the image's
 * @param restart empty: the engine has no policy
 * @param platform such as {@code linux/arm64}; empty: the engine's own. Never compared, as inspect does not tell it
 */
public record Container(
        String image,
        ContainerProcess process,
        Optional<Healthcheck> healthcheck,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Storage storage,
        Networking networking,
        Resources resources,
        Isolation isolation,
        RestartPolicy restart,
        Logging logging,
        String platform) {

    public Container {
        labels = Immutable.map(labels);
        annotations = Immutable.map(annotations);
    }

    /**
     * RestartPolicy is what the engine does when the process ends.
     *
     * @param name {@code no}, {@code always}, {@code on-failure} or {@code unless-stopped}
     * @param maximumRetryCount of {@code on-failure}; 0 is without limit
     */
    public record RestartPolicy(String name, int maximumRetryCount) {
        /** No policy: Compose's absent and empty {@code restart} and {@code "no"} are this one value. */
        public static final RestartPolicy NONE = new RestartPolicy("no", 0);
    }

    /**
     * Logging is where the output goes.
     *
     * @param driver empty: the engine's default
     */
    public record Logging(Optional<String> driver, SortedMap<String, String> options) {
        public Logging {
            options = Immutable.map(options);
        }
    }
}
