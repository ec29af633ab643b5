package sre.orion.api.resource;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Kind is the explicit list of what Orion reconciles, in the order in which a pass plans them: what others stand on
 * comes first. {@link #NODE} has no file in {@code specs/}; it stands for the node itself and what no spec names any more.
 */
public enum Kind {
    VOLUME("Volume"),
    NETWORK("Network"),
    SERVICE("Service"),
    NODE("Node");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** The kind as written in YAML, such as {@code Service}. */
    public String text() {
        return text;
    }

    /** The lower-case plural that stands in API paths, such as {@code services}. */
    public String plural() {
        return text.toLowerCase(Locale.ROOT) + "s";
    }

    /** The kind written {@code text}, if there is one; case counts, as in Kubernetes. */
    public static Optional<Kind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
