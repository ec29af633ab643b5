package sre.orion.api.kind;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * RolloutSpec is how a changed Service replaces its container.
 *
 * @param minReady how long a container without a health check must run to count as ready; default 3 s
 * @param progressDeadline how long a new container may take to become ready before the old one comes back; default 600 s
 */
public record RolloutSpec(Strategy strategy, Duration minReady, Duration progressDeadline, ImageMoved imageMoved) {
    /** The defaults of every component. */
    public static final RolloutSpec DEFAULT =
            new RolloutSpec(Strategy.STOP_FIRST, Duration.ofSeconds(3), Duration.ofSeconds(600), ImageMoved.REPORT);

    public RolloutSpec {
        if (minReady.isNegative() || !progressDeadline.isPositive()) {
            throw new IllegalArgumentException("minReady must not be negative and progressDeadline must be above 0");
        }
    }

    /** Strategy is which container goes first. */
    public enum Strategy {
        /** The old container is stopped before the new one starts: never two at once. */
        @JsonProperty("stopFirst")
        STOP_FIRST,
        /** The new container starts beside the old one; refused where they would share something. */
        @JsonProperty("startFirst")
        START_FIRST
    }

    /** ImageMoved is what happens when the tag of the image names another image by now. */
    public enum ImageMoved {
        /** Only said, as an event and in the status. */
        @JsonProperty("report")
        REPORT,
        /** Rolled out like a change of the spec. */
        @JsonProperty("roll")
        ROLL
    }
}
