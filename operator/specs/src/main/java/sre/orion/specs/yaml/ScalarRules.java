package sre.orion.specs.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ScalarRules is how Compose's YAML reader (go-yaml v3, {@code resolve.go}) types a plain scalar, and how Go's
 * {@code fmt.Sprint} writes the typed value back; this is what a container gets of an unquoted {@code UMASK: 022}.
 */
final class ScalarRules {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern TIME = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:"
            + "[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\\.([0-9]{1,9}))?(Z|[-+][0-9]{2}:[0-9]{2})"
            + "| ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\\.([0-9]{1,9}))?)?");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int LONGEST_NUMBER = 1_000;
    private static final BigInteger LARGEST = BigInteger.TWO.pow(64);
    private static final BigInteger SMALLEST = BigInteger.TWO.pow(63).negate();

    private ScalarRules() {}

    /** The type of a plain scalar. */
    static ScalarType type(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> ScalarType.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> ScalarType.FLAG;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> ScalarType.DECIMAL;
            case ".nan", ".NaN", ".NAN", "-0" -> ScalarType.DECIMAL;
            default -> numberOrText(plain);
        };
    }

    private static ScalarType numberOrText(String plain) {
        char first = plain.charAt(0);
        if ("+-.0123456789".indexOf(first) < 0 || plain.length() > LONGEST_NUMBER) {
            return ScalarType.TEXT;
        }
        if (first != '.' && time(plain) != null) {
            return ScalarType.TIME;
        }
        String digits = plain.replace("_", "");
        if (first != '.' && whole(digits) != null) {
            return ScalarType.WHOLE;
        }
        boolean number = DECIMAL.matcher(digits).matches() && !Double.isInfinite(Double.parseDouble(digits));
        return number ? ScalarType.DECIMAL : ScalarType.TEXT;
    }

    private static @Nullable BigInteger whole(String digits) {
        Matcher parts = WHOLE.matcher(digits);
        if (!parts.matches()) {
            return null;
        }
        int[] radix = {16, 2, 8, 8, 10};
        for (int group = 0; group < radix.length; group++) {
            String magnitude = parts.group(group + 2);
            if (magnitude != null) {
                BigInteger value = new BigInteger(parts.group(1) + magnitude, radix[group]);
                return value.compareTo(LARGEST) < 0 && value.compareTo(SMALLEST) >= 0 ? value : null;
            }
        }
        return null;
    }

    /** The text that {@code source}, of the given type, becomes when Go writes it. */
    static String written(ScalarType type, String source) {
        return switch (type) {
            case NULL -> "";
            case TEXT -> source;
            case FLAG -> source.toLowerCase(Locale.ROOT);
            case WHOLE -> wholeOr(source);
            case DECIMAL -> decimal(source.replace("_", ""));
            case TIME -> Objects.requireNonNullElse(time(source), source);
        };
    }

    private static String wholeOr(String source) {
        BigInteger value = whole(source.replace("_", ""));
        return value == null ? source : value.toString();
    }

    /** Go's {@code %v} of a float64: the shortest digits, with an exponent below 1e-4 and from 1e6 on. */
    private static String decimal(String digits) {
        double value;
        switch (digits.toLowerCase(Locale.ROOT)) {
            case ".inf", "+.inf" -> {
                return "+Inf";
            }
            case "-.inf" -> {
                return "-Inf";
            }
            case ".nan" -> {
                return "NaN";
            }
            default -> value = Double.parseDouble(digits);
        }
        if (value == 0) {
            return digits.startsWith("-") ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return shortest.toPlainString();
        }
        String figures = shortest.unscaledValue().abs().toString();
        String mantissa = figures.length() == 1 ? figures : figures.charAt(0) + "." + figures.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }

    /** Go's text of a time: {@code 2024-01-02 00:00:00 +0000 UTC}; null when there is no such day or hour. */
    private static @Nullable String time(String source) {
        Matcher parts = TIME.matcher(source);
        if (!parts.matches()) {
            return null;
        }
        int clock = parts.group(9) == null ? 4 : 9;
        String fraction = parts.group(clock + 3) == null ? "" : parts.group(clock + 3);
        try {
            var day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            var hour = LocalTime.of(number(parts, clock), number(parts, clock + 1), number(parts, clock + 2));
            String zone = parts.group(8) == null || parts.group(8).equals("Z")
                    ? "UTC"
                    : parts.group(8).replace(":", "");
            String nanos = fraction.replaceAll("0+$", "");
            return String.format(
                    Locale.ROOT,
                    "%s %s%s %s %s",
                    day,
                    CLOCK.format(hour),
                    nanos.isEmpty() ? "" : "." + nanos,
                    zone.equals("UTC") ? "+0000" : zone,
                    zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }
}
