package sre.orion.api.kind;

import sre.orion.api.resource.Reason;

/** VolumeReason is why a condition of a Volume holds, or why an event about it was sent. */
public enum VolumeReason implements Reason {
    /** It is there as specified. */
    AVAILABLE,
    /** It is not there, and only suspended Services use it. */
    UNUSED,
    /** It is being created. */
    CONVERGING,
    /** {@code external: true}, and nobody has made it. */
    EXTERNAL_MISSING,
    /** A volume under the wanted name was made by somebody else; it is used and never changed. */
    FOREIGN,
    /** Options differ from the spec; a volume is never recreated. */
    DRIFT,
    /** The engine refuses the volume. */
    CREATE_FAILED,
    /** The engine does not answer. */
    UNKNOWN
}
