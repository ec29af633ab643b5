package sre.orion.api.kind;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Condition;

/**
 * VolumeStatus is what was last seen of a Volume.
 *
 * @param attempts what was tried in vain
 */
public record VolumeStatus(
        long observedGeneration,
        List<Condition> conditions,
        @Nullable Attempts attempts) implements Status {
    public VolumeStatus {
        conditions = Immutable.list(conditions);
    }

    /** A history from before there was such a thing does not have it. */
    @Override
    public Attempts attempts() {
        return attempts == null ? Attempts.NONE : attempts;
    }
}
