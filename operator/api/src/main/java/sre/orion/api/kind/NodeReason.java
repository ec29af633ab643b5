package sre.orion.api.kind;

import sre.orion.api.resource.Reason;

/** NodeReason is why a condition of the node holds, or why an event about it was sent. */
public enum NodeReason implements Reason {
    /** The engine answers and nothing is left over. */
    READY,
    /** What no spec names any more is being removed. */
    CONVERGING,
    /** Too much is gone from the specs at once; a person must say yes. */
    MASS_DELETION,
    /** A leftover of Compose that Orion does not own; it is never touched. */
    ORPHAN,
    /** What no spec names any more was removed. */
    REMOVED,
    /** The engine does not answer. */
    UNKNOWN
}
