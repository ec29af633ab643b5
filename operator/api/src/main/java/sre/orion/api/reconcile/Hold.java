package sre.orion.api.reconcile;

import java.util.Comparator;
import sre.orion.api.resource.ResourceKey;

/**
 * Hold is the wish of another kind that a Service's container be stopped or paused. Holds are computed in the same pass,
 * before Services are planned, and never stored.
 *
 * @param reason one sentence for the Service's condition
 * @param owner the resource that holds
 */
public record Hold(Level level, Cause cause, String reason, ResourceKey owner) {
    /** The order of precedence: the least one wins. */
    public static final Comparator<Hold> PRECEDENCE =
            Comparator.comparing(Hold::cause).thenComparing(Hold::level).thenComparing(Hold::owner);

    /** Level is how much is held. */
    public enum Level {
        STOPPED,
        PAUSED
    }

    /** Cause is why, in the order of precedence: the first wins. */
    public enum Cause {
        VPN_NOT_PROVEN,
        DISK_EXHAUSTED,
        BACKUP_QUIESCE,
        SUSPEND
    }
}
