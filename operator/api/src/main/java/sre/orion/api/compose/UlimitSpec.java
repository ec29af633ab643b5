package sre.orion.api.compose;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * UlimitSpec is one entry of {@code ulimits}.
 *
 * @param hard null: a single number was written, which stands for both
 */
public record UlimitSpec(long soft, @Nullable Long hard) {
    /** The same limit with both numbers. */
    public UlimitSpec both() {
        return new UlimitSpec(soft, Objects.requireNonNullElse(hard, soft));
    }
}
