package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.HELD;
import static sre.orion.api.kind.ServiceReason.SUSPENDED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.reconcilers.container.ContainerNames;
import sre.orion.reconcilers.container.DesiredContainer;
import sre.orion.reconcilers.shared.Backoff;
import sre.orion.reconcilers.shared.Verdict;

/** Scope is the input of one pass over a Service whose engine answers. */
record Scope(ReconcileInput<ServiceSpec, ServiceStatus, NodeObservation> input, EngineObservation engine) {

    /** The same look, at another Service. */
    Scope of(Resource<ServiceSpec> service) {
        return new Scope(
                new ReconcileInput<>(service, observation(), List.of(), Requests.NONE, LastReport.none(), now()),
                engine);
    }

    Resource<ServiceSpec> service() {
        return input.resource();
    }

    ServiceSpec spec() {
        return input.resource().spec();
    }

    ResourceKey key() {
        return input.resource().key();
    }

    NodeObservation observation() {
        return input.observation();
    }

    Instant now() {
        return input.now();
    }

    Optional<ServiceStatus> last() {
        return input.last().status();
    }

    /** The name that the Service's container is to have. */
    String name() {
        return ContainerNames.current(spec());
    }

    /** How long it waits after failures. */
    Backoff backoff() {
        return new Backoff(spec().heal().backoff(), spec().heal().backoffLimit(), key());
    }

    /** Whether it runs once and not again. */
    boolean oneShot() {
        return DesiredContainer.runsOnce(spec().container());
    }

    /** Whether the spec is the one that the pass before saw. */
    boolean sameSpec() {
        long generation = input.resource().metadata().generation();
        return last().filter(status -> status.observedGeneration() == generation)
                .isPresent();
    }

    /** The condition of the pass before, if it spoke of the same spec. */
    Optional<Condition> before(Condition.Type type) {
        return last().flatMap(status -> Verdict.find(status.conditions(), type));
    }

    /** Whether a person has asked for it to be looked at since then, so that no wait from before counts any more. */
    boolean askedAfter(Instant moment) {
        return input.requests().reconcile().filter(moment::isBefore).isPresent();
    }

    /** Whether the pass before could not see the Service. */
    boolean wasUnseen() {
        return before(Condition.Type.READY)
                .filter(ready -> ready.status() == Condition.Status.UNKNOWN)
                .isPresent();
    }

    /** Whether the pass before saw the Service held or suspended. */
    boolean wasHeld() {
        List<String> held = List.of(HELD.text(), SUSPENDED.text());
        return before(Condition.Type.READY)
                .map(Condition::reason)
                .filter(held::contains)
                .isPresent();
    }
}
