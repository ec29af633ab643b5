package sre.orion.api.kind;

import sre.orion.api.resource.Reason;

/** NetworkReason is why a condition of a Network holds, or why an event about it was sent. */
public enum NetworkReason implements Reason {
    /** It is there as specified. */
    AVAILABLE,
    /** It is not there, and only suspended Services use it. */
    UNUSED,
    /** It is being created or recreated. */
    CONVERGING,
    /** {@code external: true}, and nobody has made it. */
    EXTERNAL_MISSING,
    /** Two networks have the name; none is chosen. */
    DUPLICATE,
    /** Options differ, and endpoints of others keep it from being recreated. */
    IN_USE,
    /** A network under the wanted name was made by somebody else; it is used and never changed. */
    FOREIGN,
    /** Options differ from the spec. */
    DRIFT,
    /** The engine refuses the network. */
    CREATE_FAILED,
    /** The engine does not answer. */
    UNKNOWN
}
