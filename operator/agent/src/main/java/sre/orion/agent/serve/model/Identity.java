package sre.orion.agent.serve.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import sre.orion.api.resource.ResourceKey;

/** Identity is the uids and times of objects: the same for the same thing, over restarts of the operator too. */
final class Identity {
    private Identity() {}

    /** The uid of a resource; another one when it left the specs and came back. */
    static String of(ResourceKey key, Instant created) {
        return of(key + " " + created);
    }

    /** The uid of what {@code text} names. */
    static String of(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A time as Kubernetes writes it, in whole seconds. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
