package sre.orion.agent;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import sre.orion.agent.loop.ReconcilersCore;
import sre.orion.agent.loop.Records;
import sre.orion.agent.store.History;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.Status;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.ResourceKey;

/** HistoryRecords is the loop's records in the node's history, with each status also at hand as it was put. */
public final class HistoryRecords implements Records {
    private final History history;
    private final InstantSource clock;
    private final Map<ResourceKey, Status> statuses = new ConcurrentHashMap<>();
    private final Map<ResourceKey, Requests> requests = new ConcurrentHashMap<>();

    /** Records in this history, whose events get their time from the clock. */
    public HistoryRecords(History history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Optional<Status> status(ResourceKey key) {
        Status known = statuses.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Status> kept =
                history.status(key, ReconcilersCore.statusType(key.kind())).map(Status.class::cast);
        kept.ifPresent(status -> statuses.put(key, status));
        return kept;
    }

    /** Written at once, so that what was counted survives a crash in the very next call. */
    @Override
    public void record(ResourceKey key, Status status) {
        statuses.put(key, status);
        history.putStatus(key, status);
        if (status instanceof NodeStatus && isReady(status)) {
            // A yes is for one deletion: once it is done, or no longer asked for, the same deletion must be asked for
            // again.
            history.approvals().forEach(history::forgetApproval);
        }
        if (status instanceof ServiceStatus service && isReady(status)) {
            history.ready(key, service.observedGeneration(), clock.instant());
        }
        history.flush();
    }

    private static boolean isReady(Status status) {
        return status.condition(Condition.Type.READY)
                .filter(ready -> ready.status() == Condition.Status.TRUE)
                .isPresent();
    }

    /** The history itself drops what a new revision does not hold. */
    @Override
    public void forget(ResourceKey key) {
        statuses.remove(key);
        requests.remove(key);
    }

    @Override
    public void record(List<Event> events) {
        if (!events.isEmpty()) {
            history.record(events, clock.instant());
            history.flush();
        }
    }

    @Override
    public Requests requests(ResourceKey key) {
        return requests.computeIfAbsent(key, history::requests);
    }

    /** Keeps what people asked of a resource, from its next pass on. */
    void request(ResourceKey key, Requests asked) {
        history.putRequests(key, asked);
        requests.put(key, asked);
    }

    @Override
    public SortedSet<String> approvals() {
        return history.approvals();
    }
}
