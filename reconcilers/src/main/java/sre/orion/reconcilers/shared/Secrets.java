package sre.orion.reconcilers.shared;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Secrets is which values are never shown: all of the environment, and whatever a telling key names. */
public final class Secrets {
    private static final String HIDDEN = "***";
    private static final List<String> TELLING =
            List.of("pass", "secret", "token", "key", "credential", "auth", "private", "cookie", "dsn");

    /** A secret among options, as in {@code username=me,password=geheim}. */
    private static final Pattern INSIDE =
            Pattern.compile("(?i)([\\w.-]*(?:pass|secret|token|credential)[\\w.-]*)=[^,;\\s]*");

    private Secrets() {}

    /** The value as it may be shown. */
    public static String mask(String field, String value) {
        if (value.isEmpty()) {
            return value;
        }
        String name = field.substring(field.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean telling = field.contains(".") && TELLING.stream().anyMatch(name::contains);
        return telling || field.startsWith("environment.")
                ? HIDDEN
                : INSIDE.matcher(value).replaceAll("$1=" + HIDDEN);
    }
}
