package sre.orion.specs.form;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes is how Compose writes numbers of bytes: {@code 512m}, {@code 1.5gb}, {@code 2GiB}, always powers of 1,024. */
public final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+) ?([kmgtp]?)(?:i?b)?");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Sizes() {}

    /** The number of bytes, fractions of one cut off; null when {@code text} is no size. */
    public static @Nullable Long parse(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (text.length() > 40 || !size.matches()) {
            return null;
        }
        long unit = 1L << (10 * (size.group(2).isEmpty() ? 0 : "kmgtp".indexOf(size.group(2)) + 1));
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(unit));
        return bytes.abs().compareTo(LARGEST) > 0 ? null : Long.valueOf(bytes.longValue());
    }
}
