package sre.orion.specs.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** SecretNames is how a secret is known in a Compose file: by the words of its key, or by a password inside its value. */
public final class SecretNames {
    /** What a word of the key ends with. */
    private static final List<String> TELLING = List.of(
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "PASSCODE",
            "SECRET",
            "SECRETS",
            "TOKEN",
            "TOKENS",
            "CREDENTIAL",
            "CREDENTIALS",
            "APIKEY",
            "PRIVATEKEY",
            "SECRETKEY",
            "ACCESSKEY");

    /** Whole words that tell, unless the key is that word alone. */
    private static final Set<String> SHORT = new TreeSet<>(List.of("PASS", "PWD", "PSK", "PW"));

    /** What kind of {@code KEY} is a secret. */
    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "API",
            "PRIVATE",
            "ACCESS",
            "AUTH",
            "ENCRYPTION",
            "MASTER",
            "SIGNING",
            "APP",
            "LICENSE",
            "PRESHARED",
            "SHARED",
            "SESSION",
            "ADMIN",
            "JWT",
            "SERVICE",
            "ACCOUNT",
            "CLIENT",
            "COOKIE",
            "DEPLOY"));

    /** Last words of keys that speak about a secret and hold none. */
    private static final Set<String> ABOUT = new TreeSet<>(List.of(
            "FILE",
            "PATH",
            "DIR",
            "URL",
            "URI",
            "HOST",
            "HEADER",
            "ALGORITHM",
            "POLICY",
            "LENGTH",
            "TTL",
            "LIFETIME",
            "EXPIRY",
            "EXPIRATION",
            "TIMEOUT",
            "ENABLE",
            "ENABLED",
            "DISABLE",
            "DISABLED"));

    private static final Set<String> FLAGS =
            new TreeSet<>(List.of("true", "false", "yes", "no", "on", "off", "none", "null"));

    /** The password of an address, as in {@code postgres://me:geheim@db}. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@");

    /** The password among options, as in {@code Server=db;Password=geheim}. */
    private static final Pattern OPTION =
            Pattern.compile("(?i)(?:^|[?&;,\\s])(?:password|passwd|pwd|secret|token|api_?key)=[^&;,\\s]+");

    private SecretNames() {}

    /** Whether a variable of this name and value is a secret. */
    public static boolean isSecret(String key, String value) {
        if (value.isBlank() || FLAGS.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return tells(key)
                || ADDRESS.matcher(value).find()
                || OPTION.matcher(value).find();
    }

    private static boolean tells(String key) {
        List<String> words = List.of(key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT)
                .split("[^A-Z0-9]+"));
        if (ABOUT.contains(words.getLast())) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean known = TELLING.stream().anyMatch(word::endsWith)
                    || (SHORT.contains(word) && words.size() > 1)
                    || (word.equals("KEY") && i > 0 && KEYS.contains(words.get(i - 1)));
            if (known) {
                return true;
            }
        }
        return false;
    }
}
