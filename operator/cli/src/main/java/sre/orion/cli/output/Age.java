package sre.orion.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Age is how long ago something was, as {@code kubectl} writes it: {@code 45s}, {@code 5m30s}, {@code 3h}, {@code 2d4h}. */
public final class Age {
    private Age() {}

    /** The time since a moment in RFC 3339; {@code <unknown>} for anything else. */
    public static String since(String moment, Instant now) {
        try {
            return of(Duration.between(Instant.parse(moment), now));
        } catch (DateTimeParseException none) {
            return "<unknown>";
        }
    }

    /** The coarsest two units that still say something. */
    public static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return two(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 3 * 3600) {
            return seconds / 60 + "m";
        }
        if (seconds < 8 * 3600) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "m");
        }
        if (seconds < 48 * 3600) {
            return seconds / 3600 + "h";
        }
        long days = seconds / 86_400;
        return days < 8 ? two(days, "d", seconds % 86_400 / 3600, "h") : days + "d";
    }

    private static String two(long large, String unit, long small, String smaller) {
        return large + unit + (small == 0 ? "" : small + smaller);
    }
}
