package sre.orion.agent.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sre.orion.api.kind.Status;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.ResourceKey;

/** MemoryRecords is records in memory, for tests to look into. */
public final class MemoryRecords implements Records {
    final SortedMap<ResourceKey, Status> statuses = new TreeMap<>();
    final SortedMap<ResourceKey, Requests> requests = new TreeMap<>();
    final List<Event> events = new ArrayList<>();
    final SortedSet<String> approvals = new TreeSet<>();

    @Override
    public Optional<Status> status(ResourceKey key) {
        return Optional.ofNullable(statuses.get(key));
    }

    @Override
    public void record(ResourceKey key, Status status) {
        statuses.put(key, status);
    }

    @Override
    public void forget(ResourceKey key) {
        statuses.remove(key);
    }

    @Override
    public void record(List<Event> happened) {
        events.addAll(happened);
    }

    @Override
    public Requests requests(ResourceKey key) {
        return requests.getOrDefault(key, Requests.NONE);
    }

    @Override
    public SortedSet<String> approvals() {
        return approvals;
    }

    /** Each resource that is not ready, and why. */
    @Override
    public String toString() {
        return statuses.entrySet().stream()
                .flatMap(entry -> entry.getValue().conditions().stream()
                        .filter(condition -> condition.status() != Condition.Status.TRUE)
                        .map(condition -> entry.getKey() + " " + condition.reason() + ": " + condition.message()))
                .collect(Collectors.joining("\n"));
    }
}
