package sre.orion.api.resource;

import java.util.Locale;

/** Reason is why a condition holds or an event was sent; implemented only by the enums of the kinds and of requests. */
public interface Reason {
    /** The constant's name, such as {@code CRASH_LOOP}; every enum has it. */
    String name();

    /** The reason as Kubernetes writes it: {@code CrashLoop}. */
    default String text() {
        var text = new StringBuilder();
        for (String word : name().split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
