package sre.orion.api.reconcile;

import sre.orion.api.resource.Reason;

/** RequestReason is what a person asked for, as an event says it: the audit of operations, of any kind. */
public enum RequestReason implements Reason {
    /** To be looked at now. */
    RECONCILE_REQUESTED,
    /** To restart the container. */
    RESTART_REQUESTED,
    /** To keep the container stopped until a time. */
    SUSPEND_REQUESTED,
    /** To end a suspension before its time. */
    RESUME_REQUESTED,
    /** To run the last spec that was ready. */
    ROLLBACK_REQUESTED,
    /** To run the spec of the files again. */
    ROLLBACK_ENDED,
    /** To do a mass deletion that waited. */
    DELETION_APPROVED
}
