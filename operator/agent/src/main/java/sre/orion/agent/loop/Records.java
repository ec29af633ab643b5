package sre.orion.agent.loop;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import sre.orion.api.kind.Status;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.ResourceKey;

/** Records is what the loop writes down, and reads back after a restart. Losing it loses history only. */
public interface Records {
    /** The last status of a resource. */
    Optional<Status> status(ResourceKey key);

    /** Keeps a status that differs from the last one. */
    void record(ResourceKey key, Status status);

    /** Drops the status of a resource that no spec names any more: if it comes back, it begins anew. */
    void forget(ResourceKey key);

    /** Keeps events, or counts those that are known. */
    void record(List<Event> events);

    /** What people asked of a resource. */
    Requests requests(ResourceKey key);

    /** Hashes of the mass deletions that a person said yes to. */
    SortedSet<String> approvals();
}
