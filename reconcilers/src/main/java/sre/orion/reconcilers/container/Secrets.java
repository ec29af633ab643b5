package sre.orion.reconcilers.container;

import java.util.List;
import java.util.Locale;

/** Secrets is which values are never shown: all of the environment, and whatever a telling key names. */
final class Secrets {
    private static final String HIDDEN = "***";
    private static final List<String> TELLING =
            List.of("pass", "secret", "token", "key", "credential", "auth", "private", "cookie", "dsn");

    private Secrets() {}

    /** The value as it may be shown. */
    static String mask(String field, String value) {
        if (value.isEmpty()) {
            return value;
        }
        String name = field.substring(field.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean telling = field.contains(".") && TELLING.stream().anyMatch(name::contains);
        return telling || field.startsWith("environment.") ? HIDDEN : value;
    }
}
