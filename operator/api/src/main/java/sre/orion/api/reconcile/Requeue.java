package sre.orion.api.reconcile;

import java.time.Duration;

/** Requeue is when a resource is looked at again; the resync looks at all of them anyway. */
public sealed interface Requeue {
    /** When something about it changes. */
    record OnChange() implements Requeue {}

    /** After this long, or when something about it changes. */
    record After(Duration delay) implements Requeue {}
}
