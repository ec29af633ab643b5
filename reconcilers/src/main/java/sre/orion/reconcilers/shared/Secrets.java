package sre.orion.reconcilers.shared;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import sre.orion.api.secret.Text;

/**
 * Secrets is which of the values that stand in clear are not shown all the same: those that a telling key names, and
 * passwords inside others. A spec's own secrets are {@link Text} and hide themselves.
 */
public final class Secrets {
    private static final List<String> TELLING =
            List.of("pass", "secret", "token", "key", "credential", "auth", "private", "cookie", "dsn");

    /** A secret among options, as in {@code username=me,password=geheim}. */
    private static final Pattern INSIDE =
            Pattern.compile("(?i)([\\w.-]*(?:pass|secret|token|credential)[\\w.-]*)=[^,;\\s]*");

    /** The password of an address, as in {@code postgres://me:geheim@db}. */
    private static final Pattern ADDRESS = Pattern.compile("(://[^/@:\\s]*):[^/@\\s]+@");

    private Secrets() {}

    /** The value as it may be shown. */
    public static String mask(String field, String value) {
        if (value.isEmpty()) {
            return value;
        }
        String name = field.substring(field.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean telling = field.contains(".") && TELLING.stream().anyMatch(name::contains);
        if (telling) {
            return Text.HIDDEN;
        }
        String options = INSIDE.matcher(value).replaceAll("$1=" + Text.HIDDEN);
        return ADDRESS.matcher(options).replaceAll("$1:" + Text.HIDDEN + "@");
    }
}
