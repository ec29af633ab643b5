package sre.orion.reconcilers.network;

import static sre.orion.api.kind.NetworkReason.AVAILABLE;
import static sre.orion.api.kind.NetworkReason.CONVERGING;
import static sre.orion.api.kind.NetworkReason.CREATE_FAILED;
import static sre.orion.api.kind.NetworkReason.DRIFT;
import static sre.orion.api.kind.NetworkReason.DUPLICATE;
import static sre.orion.api.kind.NetworkReason.EXTERNAL_MISSING;
import static sre.orion.api.kind.NetworkReason.FOREIGN;
import static sre.orion.api.kind.NetworkReason.IN_USE;
import static sre.orion.api.kind.NetworkReason.UNKNOWN;
import static sre.orion.api.kind.NetworkReason.UNUSED;

import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.Attempts;
import sre.orion.api.kind.NetworkReason;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkStatus;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.EngineAction.CreateNetwork;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Plan;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.shared.Differences;
import sre.orion.reconcilers.shared.Look;
import sre.orion.reconcilers.shared.Ownership;
import sre.orion.reconcilers.shared.Retries;
import sre.orion.reconcilers.shared.Services;
import sre.orion.reconcilers.shared.Transitions;
import sre.orion.reconcilers.shared.Verdict;

/**
 * NetworkReconciler makes a network that is missing and makes one anew that differs, if only containers of this node's
 * Services are attached. Their Services attach them again, with their aliases and addresses: to them a missing attachment
 * is a difference like any other, so this needs no memory of what was attached.
 */
public final class NetworkReconciler implements Reconciler<NetworkSpec, NetworkStatus, NodeObservation> {
    private static final List<NetworkReason> WARNINGS =
            List.of(EXTERNAL_MISSING, DUPLICATE, FOREIGN, IN_USE, DRIFT, CREATE_FAILED);

    @Override
    public ReconcileResult<NetworkStatus> reconcile(ReconcileInput<NetworkSpec, NetworkStatus, NodeObservation> input) {
        long generation = input.resource().metadata().generation();
        Attempts before = input.last().status().map(NetworkStatus::attempts).orElse(Attempts.NONE);
        var retries = Retries.of(input, before, "generation " + generation);
        Decision decision = Look.at(
                input.observation(),
                engine -> decide(input, engine, retries),
                why -> Decision.of(Verdict.unknown(UNKNOWN, why)));
        var previous = input.last().status().map(NetworkStatus::conditions).orElse(List.of());
        Verdict verdict = decision.verdict;
        List<Event> events = Transitions.warnings(input.resource().key(), previous, verdict, WARNINGS);
        var status = new NetworkStatus(
                generation,
                verdict.conditions(previous, generation, input.now()),
                decision.networkId,
                retries.after(decision.tries()));
        return new ReconcileResult<>(decision.plan, status, events, decision.differences, retries.requeue());
    }

    private static Decision decide(
            ReconcileInput<NetworkSpec, NetworkStatus, NodeObservation> input,
            EngineObservation engine,
            Retries retries) {
        Resource<NetworkSpec> resource = input.resource();
        String name = resource.spec().name();
        List<NetworkState> networks = engine.networks().values().stream()
                .filter(network -> network.definition().name().equals(name))
                .toList();
        if (networks.size() > 1) {
            String message = networks.size() + " networks are named " + name + "; remove all but one";
            return Decision.of(Verdict.stalled(DUPLICATE, message));
        }
        if (networks.isEmpty()) {
            return missing(input, retries);
        }
        return there(input, engine, networks.getFirst(), retries);
    }

    private static Decision missing(
            ReconcileInput<NetworkSpec, NetworkStatus, NodeObservation> input, Retries retries) {
        Resource<NetworkSpec> resource = input.resource();
        String name = resource.spec().name();
        if (Services.onlySuspendedAttachTo(input.observation().revision(), name)) {
            String message =
                    "the Services that use network " + name + " are suspended; it is made with the first of them";
            return Decision.of(Verdict.ready(UNUSED, message));
        }
        if (resource.spec().external()) {
            String message = "network " + name + " is external and not there; make it, or drop external: true";
            return Decision.of(Verdict.stalled(EXTERNAL_MISSING, message));
        }
        if (retries.waiting().isPresent()) {
            return Decision.of(Verdict.notReady(CREATE_FAILED, retries.waiting().get()));
        }
        return Decision.of(Verdict.progressing(CONVERGING, "network " + name + " is being created"))
                .with(NetworkPlans.create(resource));
    }

    private static Decision there(
            ReconcileInput<NetworkSpec, NetworkStatus, NodeObservation> input,
            EngineObservation engine,
            NetworkState network,
            Retries retries) {
        Resource<NetworkSpec> resource = input.resource();
        String name = resource.spec().name();
        if (resource.spec().external()) {
            return Decision.of(Verdict.ready(AVAILABLE, "network " + name + " is there; it is external"))
                    .about(network, List.of());
        }
        List<Difference> differences = NetworkDrift.between(resource.spec(), network);
        if (!Ownership.owns(resource, network.labels())) {
            String message = "network " + name + " was made by somebody else; it is used and never changed";
            return Decision.of(Verdict.ready(FOREIGN, message)).about(network, NetworkDrift.ignored(differences));
        }
        if (differences.isEmpty()) {
            return Decision.of(Verdict.ready(AVAILABLE, "network " + name + " is there"))
                    .about(network, differences);
        }
        String fields = Differences.fields(differences);
        List<String> others = NetworkPlans.foreignEndpoints(network, engine, input.observation());
        if (!others.isEmpty()) {
            String message = "network " + name + " differs in " + fields + " and cannot be made anew while "
                    + String.join(", ", others) + " of somebody else uses it";
            return Decision.of(Verdict.stalled(IN_USE, message)).about(network, differences);
        }
        Optional<String> unseen = NetworkPlans.unseenEndpoint(network, engine);
        if (unseen.isPresent()) {
            String message = "container " + unseen.get() + ", which is attached to it, cannot be inspected";
            return Decision.of(Verdict.unknown(UNKNOWN, message)).about(network, differences);
        }
        if (retries.waiting().isPresent()) {
            return Decision.of(Verdict.notReady(CREATE_FAILED, retries.waiting().get()))
                    .about(network, differences);
        }
        if (wasMadeAnew(input)) {
            String message = "network " + name + " was made anew and still differs in " + fields
                    + "; the engine does not do what the spec asks for";
            return Decision.of(Verdict.stalled(DRIFT, message)).about(network, differences);
        }
        return Decision.of(Verdict.progressing(CONVERGING, "network " + name + " is made anew: " + fields))
                .about(network, differences)
                .with(NetworkPlans.recreate(resource, network, engine, fields));
    }

    /** Whether making it anew has been tried for this spec, and so would not help again. */
    private static boolean wasMadeAnew(ReconcileInput<NetworkSpec, NetworkStatus, NodeObservation> input) {
        Optional<NetworkStatus> status = input.last()
                .status()
                .filter(last ->
                        last.observedGeneration() == input.resource().metadata().generation());
        boolean justNow = input.last().steps().stream()
                .anyMatch(report ->
                        report.step().action() instanceof CreateNetwork && report.outcome() instanceof Outcome.Done);
        boolean known = status.flatMap(last -> Verdict.find(last.conditions(), Condition.Type.STALLED))
                .filter(stalled -> stalled.reason().equals(DRIFT.text()))
                .isPresent();
        return (status.isPresent() && justNow) || known;
    }

    /** Decision is what a pass over a network came to. */
    private record Decision(Verdict verdict, Plan plan, List<Difference> differences, Optional<String> networkId) {
        static Decision of(Verdict verdict) {
            return new Decision(verdict, Plan.EMPTY, List.of(), Optional.empty());
        }

        Decision with(Plan steps) {
            return new Decision(verdict, steps, differences, networkId);
        }

        Decision about(NetworkState network, List<Difference> found) {
            return new Decision(verdict, plan, found, Optional.of(network.id()));
        }

        /** Whether something is done, or nobody could tell whether there is something to do. */
        boolean tries() {
            return !plan.isEmpty() || verdict.because().reason() == UNKNOWN;
        }
    }
}
