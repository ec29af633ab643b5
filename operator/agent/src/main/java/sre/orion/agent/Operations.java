package sre.orion.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sre.orion.agent.loop.Loop;
import sre.orion.agent.serve.view.Operation;
import sre.orion.agent.store.History;
import sre.orion.agent.store.ReadySpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.reconcile.RequestReason;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;

/**
 * Operations is what people ask of a running node, as against what they want: each is kept, told in an event, and left to the
 * reconcilers; no spec is written.
 */
final class Operations {
    private final Loop loop;
    private final HistoryRecords records;
    private final History history;
    private final Supplier<Optional<Revision>> written;
    private final Consumer<Revision> take;

    /**
     * Operations on a loop.
     *
     * @param written the revision of the files
     * @param take has the loop work towards a revision of the files, with what was rolled back in it
     */
    Operations(
            Loop loop,
            HistoryRecords records,
            History history,
            Supplier<Optional<Revision>> written,
            Consumer<Revision> take) {
        this.loop = loop;
        this.records = records;
        this.history = history;
        this.written = written;
        this.take = take;
    }

    /** Does it, or says why it cannot be done. */
    Optional<String> operate(ResourceKey key, Operation operation, String who) {
        if (key.kind() != Kind.SERVICE && !(operation instanceof Operation.Reconcile)) {
            return Optional.of("only a Service can be restarted, suspended or rolled back, not a "
                    + key.kind().text());
        }
        Requests before = records.requests(key);
        return switch (operation) {
            case Operation.Reconcile(Instant at) ->
                request(key, before.withReconcile(at), RequestReason.RECONCILE_REQUESTED, "to be looked at now", who);
            case Operation.Restart(Instant at) ->
                request(key, before.withRestart(at), RequestReason.RESTART_REQUESTED, "to be restarted at " + at, who);
            case Operation.Suspend(Instant until) ->
                request(
                        key,
                        before.withSuspension(Optional.of(until)),
                        RequestReason.SUSPEND_REQUESTED,
                        "to be kept stopped until " + until,
                        who);
            case Operation.Resume() ->
                request(
                        key,
                        before.withSuspension(Optional.empty()),
                        RequestReason.RESUME_REQUESTED,
                        "to run again",
                        who);
            case Operation.RollBack() -> rollBack(key, who);
            case Operation.RollForward() -> rollForward(key, who);
        };
    }

    private Optional<String> request(
            ResourceKey key, Requests requests, RequestReason reason, String what, String who) {
        records.request(key, requests);
        tell(key, reason, "it was asked " + what + ", by " + who);
        loop.wake(key);
        return Optional.empty();
    }

    private Optional<String> rollBack(ResourceKey key, String who) {
        Optional<ServiceSpec> spec = written.get()
                .map(revision -> revision.resources().get(key))
                .map(Resource::spec)
                .map(ServiceSpec.class::cast);
        Optional<ReadySpec> to = spec.flatMap(known -> history.rollBack(key, known));
        if (to.isEmpty()) {
            return Optional.of("no other spec of it is known that was ready");
        }
        tell(
                key,
                RequestReason.ROLLBACK_REQUESTED,
                "it was asked to run the spec of generation " + to.get().generation() + " (revision "
                        + to.get().revision() + ") until the files say something new, by " + who);
        written.get().ifPresent(take);
        return Optional.empty();
    }

    private Optional<String> rollForward(ResourceKey key, String who) {
        if (history.rollback(key).isPresent()) {
            history.rollForward(key);
            tell(key, RequestReason.ROLLBACK_ENDED, "it was asked to run what the files say, by " + who);
            written.get().ifPresent(take);
        }
        return Optional.empty();
    }

    private void tell(ResourceKey key, RequestReason reason, String note) {
        records.record(List.of(new Event(key, Event.Severity.NORMAL, reason.text(), note)));
    }
}
