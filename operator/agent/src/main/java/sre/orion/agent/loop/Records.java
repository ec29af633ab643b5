package sre.orion.agent.loop;

import java.util.Optional;
import java.util.SortedSet;
import sre.orion.api.kind.Status;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;

/** Records is what the loop writes down, and reads back after a restart. Losing it loses history only. */
public interface Records {
    /** The resource with its generation: how often its spec has changed since it was first seen. */
    Resource<?> numbered(Resource<?> resource);

    /** The last status of a resource. */
    Optional<Status> status(ResourceKey key);

    /** Keeps a status that differs from the last one. */
    void record(ResourceKey key, Status status);

    /** Keeps an event, or counts it if it is known. */
    void record(Event event);

    /** Drops what is kept of a resource that no spec names any more. */
    void forget(ResourceKey key);

    /** Hashes of the mass deletions that a person said yes to. */
    SortedSet<String> approvals();
}
