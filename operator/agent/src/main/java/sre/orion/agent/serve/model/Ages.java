package sre.orion.agent.serve.model;

import java.time.Duration;
import java.time.Instant;

/** Ages is how long ago something was, in the short form of kubectl (k8s.io/apimachinery, duration.HumanDuration). */
public final class Ages {
    private Ages() {}

    /** Such as {@code 5m12s}, {@code 3h}, {@code 12d}; {@code 0s} for what is yet to come. */
    public static String text(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.isNegative()) {
            return "0s";
        }
        long seconds = age.toSeconds();
        long minutes = age.toMinutes();
        long hours = age.toHours();
        long days = age.toDays();
        if (seconds < 120) {
            return seconds + "s";
        } else if (minutes < 10) {
            return both(minutes, "m", seconds % 60, "s");
        } else if (minutes < 180) {
            return minutes + "m";
        } else if (hours < 8) {
            return both(hours, "h", minutes % 60, "m");
        } else if (hours < 48) {
            return hours + "h";
        } else if (days < 8) {
            return both(days, "d", hours % 24, "h");
        } else if (days < 730) {
            return days + "d";
        } else if (days < 8 * 365) {
            return both(days / 365, "y", days % 365, "d");
        }
        return days / 365 + "y";
    }

    private static String both(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + unit : large + unit + small + smallUnit;
    }
}
