package sre.orion.reconcilers.node;

import static sre.orion.api.kind.NodeReason.CONVERGING;
import static sre.orion.api.kind.NodeReason.MASS_DELETION;
import static sre.orion.api.kind.NodeReason.ORPHAN;
import static sre.orion.api.kind.NodeReason.READY;
import static sre.orion.api.kind.NodeReason.REMOVED;
import static sre.orion.api.kind.NodeReason.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.Attempts;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.kind.NodeStatus;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.plan.Action;
import sre.orion.api.plan.EngineAction.RemoveContainer;
import sre.orion.api.plan.EngineAction.RemoveNetwork;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.StepReport;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.ResourceKey;
import sre.orion.reconcilers.shared.Look;
import sre.orion.reconcilers.shared.Retries;
import sre.orion.reconcilers.shared.Verdict;

/**
 * NodeReconciler removes the containers and networks that carry Orion's label for this node and that no spec names.
 * Volumes are never removed and so do not count towards the mass deletion that a person must approve. What only Compose
 * left behind is reported and never touched.
 */
public final class NodeReconciler implements Reconciler<NodeSpec, NodeStatus, NodeObservation> {

    /** Decision is what a pass over the node came to; the deletion is empty unless one waits for a person. */
    private record Decision(
            Verdict verdict, Plan plan, List<String> orphans, Optional<String> deletion, List<String> approved) {
        /** Whether something is done, or nobody could tell whether there is something to do. */
        boolean tries() {
            return !plan.isEmpty() || verdict.because().reason() == UNKNOWN;
        }

        static Decision nothing(Verdict verdict, Leftovers leftovers, List<String> approved) {
            return new Decision(verdict, Plan.EMPTY, leftovers.orphans(), Optional.empty(), approved);
        }
    }

    @Override
    public ReconcileResult<NodeStatus> reconcile(ReconcileInput<NodeSpec, NodeStatus, NodeObservation> input) {
        return Look.at(
                input.observation(),
                engine -> {
                    var leftovers = Leftovers.of(input.observation(), engine);
                    Retries retries = Retries.of(input, attempts(input), leftovers.subject());
                    return result(input, decide(input, leftovers, retries), retries);
                },
                why -> result(
                        input,
                        unknown(input, why),
                        Retries.of(input, attempts(input), attempts(input).subject())));
    }

    private static Attempts attempts(ReconcileInput<NodeSpec, NodeStatus, NodeObservation> input) {
        return input.last().status().map(NodeStatus::attempts).orElse(Attempts.NONE);
    }

    private static Decision unknown(ReconcileInput<NodeSpec, NodeStatus, NodeObservation> input, String why) {
        var last = input.last().status();
        return new Decision(
                Verdict.unknown(UNKNOWN, why),
                Plan.EMPTY,
                last.map(NodeStatus::orphans).orElse(List.of()),
                Optional.empty(),
                last.map(NodeStatus::approvedDeletion).orElse(List.of()));
    }

    private static Decision decide(
            ReconcileInput<NodeSpec, NodeStatus, NodeObservation> input, Leftovers leftovers, Retries retries) {
        if (leftovers.going().isEmpty()) {
            return leftovers.dead().isEmpty()
                    ? Decision.nothing(idle(leftovers), leftovers, List.of())
                    : removeDead(leftovers, retries);
        }
        String going = String.join(", ", leftovers.going());
        String hash = leftovers.hash();
        List<String> approved = input.resource().spec().approvals().contains(hash)
                ? leftovers.going()
                : input.last().status().map(NodeStatus::approvedDeletion).orElse(List.of());
        if (leftovers.massDeletion() && !approved.containsAll(leftovers.going())) {
            String message = leftovers.going().size() + " of " + leftovers.owned()
                    + " owned objects are gone from the specs; to remove them run: ./orion ctl approve " + hash + " ("
                    + going + ")";
            Verdict verdict = Verdict.stalled(MASS_DELETION, message);
            return new Decision(verdict, Plan.EMPTY, leftovers.orphans(), Optional.of(hash), approved);
        }
        Optional<ObservedContainer> unseen = leftovers.containers().stream()
                .filter(container -> container.state().unknown())
                .findFirst();
        if (unseen.isPresent()) {
            Verdict verdict =
                    Verdict.unknown(UNKNOWN, "container " + unseen.get().name() + " cannot be inspected");
            return Decision.nothing(verdict, leftovers, approved);
        }
        Optional<String> waiting = retries.waiting();
        if (waiting.isPresent()) {
            return Decision.nothing(Verdict.progressing(CONVERGING, waiting.get()), leftovers, approved);
        }
        Verdict verdict = Verdict.progressing(CONVERGING, "no spec names " + going);
        return new Decision(verdict, removal(leftovers), leftovers.orphans(), Optional.empty(), approved);
    }

    /** What the engine could not remove it is asked to remove again, slowly. */
    private static Decision removeDead(Leftovers leftovers, Retries retries) {
        Optional<String> waiting = retries.waiting();
        if (waiting.isPresent()) {
            return Decision.nothing(Verdict.progressing(CONVERGING, waiting.get()), leftovers, List.of());
        }
        var plan = new Plan.Builder();
        leftovers.dead().forEach(container -> Removal.container(plan, container, Removal.DEAD_BEFORE));
        Verdict verdict = Verdict.progressing(CONVERGING, "removing what the engine could not remove before");
        return new Decision(verdict, plan.build(), leftovers.orphans(), Optional.empty(), List.of());
    }

    private static Plan removal(Leftovers leftovers) {
        var plan = new Plan.Builder();
        for (ObservedContainer container : leftovers.containers()) {
            if (container.state() instanceof Observed.Present<ContainerState>(var state)) {
                Removal.container(plan, state, Removal.LEFT_OVER);
            }
        }
        leftovers.networks().forEach(network -> Removal.network(plan, network));
        return plan.build();
    }

    private static Verdict idle(Leftovers leftovers) {
        List<String> parts = new ArrayList<>();
        kept(parts, "left over from Compose and not touched: ", leftovers.orphans());
        kept(parts, "volumes that no spec names, kept for their data: ", leftovers.volumes());
        kept(parts, "networks that no spec names, kept while others use them: ", leftovers.usedNetworks());
        return Verdict.ready(READY, parts.isEmpty() ? "nothing is left over" : String.join("; ", parts));
    }

    private static void kept(List<String> parts, String why, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(why + String.join(", ", names));
        }
    }

    private static ReconcileResult<NodeStatus> result(
            ReconcileInput<NodeSpec, NodeStatus, NodeObservation> input, Decision decision, Retries retries) {
        long generation = input.resource().metadata().generation();
        var previous = input.last().status().map(NodeStatus::conditions).orElse(List.of());
        var status = new NodeStatus(
                decision.verdict().conditions(previous, generation, input.now()),
                decision.orphans(),
                decision.deletion(),
                decision.approved(),
                retries.after(decision.tries()));
        return new ReconcileResult<>(
                decision.plan(), status, events(input, status, decision.verdict()), List.of(), retries.requeue());
    }

    private static List<Event> events(
            ReconcileInput<NodeSpec, NodeStatus, NodeObservation> input, NodeStatus status, Verdict verdict) {
        ResourceKey key = input.resource().key();
        Optional<NodeStatus> last = input.last().status();
        List<Event> events = new ArrayList<>();
        for (StepReport report : input.last().steps()) {
            Action action = report.step().action();
            if (report.outcome() instanceof Outcome.Done
                    && (action instanceof RemoveContainer || action instanceof RemoveNetwork)) {
                String note =
                        "removed " + action.target() + ": " + report.step().cause();
                events.add(new Event(key, Event.Severity.NORMAL, REMOVED.text(), note));
            }
        }
        List<String> known = last.map(NodeStatus::orphans).orElse(List.of());
        status.orphans().stream().filter(orphan -> !known.contains(orphan)).forEach(orphan -> {
            String note = "container " + orphan + " is left over from Compose; Orion does not own it and leaves it";
            events.add(new Event(key, Event.Severity.WARNING, ORPHAN.text(), note));
        });
        if (status.pendingDeletion().isPresent()
                && !last.flatMap(NodeStatus::pendingDeletion).equals(status.pendingDeletion())) {
            events.add(new Event(
                    key,
                    Event.Severity.WARNING,
                    MASS_DELETION.text(),
                    verdict.because().message()));
        }
        return events;
    }
}
