package sre.orion.specs.variable;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables is where the value of a {@code ${NAME}} comes from. */
@FunctionalInterface
public interface Variables {
    /** No variable at all. */
    Variables NONE = name -> null;

    /** The value of a variable; null when it is not set. */
    @Nullable
    String get(String name);

    /** The variables of a map. */
    static Variables of(Map<String, String> values) {
        return Map.copyOf(values)::get;
    }

    /** These variables, and those of {@code other} where these have none. */
    default Variables or(Variables other) {
        return name -> {
            String own = get(name);
            return own == null ? other.get(name) : own;
        };
    }
}
