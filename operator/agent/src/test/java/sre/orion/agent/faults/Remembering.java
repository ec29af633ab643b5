package sre.orion.agent.faults;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import sre.orion.agent.loop.Records;
import sre.orion.api.kind.Status;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.ResourceKey;

/** Remembering is records before others, for wrong ones to differ from. */
class Remembering implements Records {
    private final Records real;

    Remembering(Records real) {
        this.real = real;
    }

    @Override
    public Optional<Status> status(ResourceKey key) {
        return real.status(key);
    }

    @Override
    public void record(ResourceKey key, Status status) {
        real.record(key, status);
    }

    @Override
    public void forget(ResourceKey key) {
        real.forget(key);
    }

    @Override
    public void record(List<Event> events) {
        real.record(events);
    }

    @Override
    public Requests requests(ResourceKey key) {
        return real.requests(key);
    }

    @Override
    public SortedSet<String> approvals() {
        return real.approvals();
    }
}
