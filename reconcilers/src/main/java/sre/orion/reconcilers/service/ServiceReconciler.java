package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.CONVERGING;
import static sre.orion.api.kind.ServiceReason.PARENT_NOT_READY;
import static sre.orion.api.kind.ServiceReason.ROLLOUT_FAILED;
import static sre.orion.api.kind.ServiceReason.UNSUPPORTED;
import static sre.orion.api.observation.ContainerState.Status.REMOVING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Difference.Change;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Reconciler;
import sre.orion.reconcilers.container.ContainerNames;
import sre.orion.reconcilers.container.Unsupported;
import sre.orion.reconcilers.shared.Look;
import sre.orion.reconcilers.shared.Stops;
import sre.orion.reconcilers.shared.Verdict;

/**
 * ServiceReconciler keeps the container of a Service as its spec says. It asks, in this order: what is known; what holds
 * it; what is too many; is there one; is a roll-out under way; does it differ; does it do its work. The first that needs
 * something done decides, and {@link Gate} has the last word.
 */
public final class ServiceReconciler implements Reconciler<ServiceSpec, ServiceStatus, NodeObservation> {

    @Override
    public ReconcileResult<ServiceStatus> reconcile(ReconcileInput<ServiceSpec, ServiceStatus, NodeObservation> input) {
        return Look.at(
                input.observation(), engine -> reconcile(new Scope(input, engine)), why -> Report.unknown(input, why));
    }

    private static ReconcileResult<ServiceStatus> reconcile(Scope scope) {
        // 1. What nobody can tell is not acted on, not even by making something.
        List<ObservedContainer> listed = Candidates.listed(scope.service(), scope.observation(), scope.engine());
        Parents parents = Parents.of(scope);
        Optional<String> unseen = Candidates.unseen(listed).or(parents::unseen);
        if (unseen.isPresent()) {
            return Report.unknown(scope.input(), unseen.get());
        }
        // 2. Which container plays which part, and what happened to it since.
        Desired desired = Desired.of(scope, parents);
        Candidates own = Candidates.of(scope.spec(), listed, desired::accepts);
        History history = History.upTo(scope, own.current(), desired.taken());
        var situation = new Situation(scope, own, parents, desired, history);
        // 3. Decide, and see whether anything puts it off.
        List<Difference> differences = differences(situation);
        Decision decision = decide(situation, differences);
        Gate.Passed passed = new Gate(situation, LoopBreaker.of(scope)).pass(decision);
        return new Report(situation, differences).of(decision, passed);
    }

    private static Decision decide(Situation situation, List<Difference> differences) {
        // 4. A hold stops everything else.
        Optional<Decision> held = new Holding(situation.scope(), situation.own(), situation.history()).decide();
        if (held.isPresent()) {
            return held.get();
        }
        Optional<Decision> blocked =
                blocked(situation).or(() -> outOfTheWay(situation)).or(() -> surplus(situation));
        if (blocked.isPresent()) {
            return blocked.get();
        }
        // 5. No container: make one. A roll-out under way: bring it to its end.
        if (situation.own().all().isEmpty()) {
            return new Creation(situation).decide();
        }
        Optional<Decision> underWay = new Rollout(situation).underWay();
        if (underWay.isPresent()) {
            return underWay.get();
        }
        // 6. One container: replace it, change it in place, or see that it does its work.
        ContainerState current = situation.own().current().orElseThrow();
        return settle(situation, current, differences);
    }

    /** What cannot be decided yet: a parent that is not there, a container that is just going. */
    private static Optional<Decision> blocked(Situation situation) {
        Optional<Verdict> parent = situation.parents().missing().map(missing -> {
            String message = "waiting: " + missing.reference() + " has no container";
            return Verdict.progressing(PARENT_NOT_READY, message);
        });
        Optional<Verdict> going = situation.own().all().stream()
                .filter(container -> container.status() == REMOVING)
                .findFirst()
                .map(container -> Verdict.progressing(CONVERGING, container.name() + " is being removed"));
        return parent.or(() -> going).map(verdict -> Decision.nothing(verdict, situation.memory()));
    }

    /**
     * A container that the engine could not remove keeps a name that others need, and can only be renamed; that it goes in the
     * end is the Node's care.
     */
    private static Optional<Decision> outOfTheWay(Situation situation) {
        List<ContainerState> named = situation.own().dead().stream()
                .filter(container -> !ContainerNames.isDead(container.name()))
                .toList();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String cause = "the engine could not remove it, and others need its name";
        var steps = new Steps(situation.scope());
        named.forEach(container ->
                steps.rename(container, ContainerNames.dead(situation.scope().spec(), container.id()), cause));
        Verdict verdict = Verdict.progressing(CONVERGING, "a container that cannot be removed is put out of the way");
        return Optional.of(Decision.act(Effort.TIDY, steps.plan(), verdict, situation.memory()));
    }

    /** Containers of this Service that are one too many go, if Orion made them. Compose's are reported and left alone. */
    private static Optional<Decision> surplus(Situation situation) {
        List<ContainerState> ours =
                situation.own().surplus().stream().filter(Report::isOrions).toList();
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        String cause = "the Service has another container";
        var steps = new Steps(situation.scope());
        situation.own().current().map(Stops::there).ifPresent(steps::relyingOn);
        ours.forEach(container -> steps.stop(container, cause).remove(container, cause));
        Verdict verdict = Verdict.progressing(CONVERGING, "removing containers that are one too many");
        return Optional.of(Decision.act(Effort.TIDY, steps.plan(), verdict, situation.memory()));
    }

    private static Decision settle(Situation situation, ContainerState current, List<Difference> differences) {
        boolean replace = differences.stream().anyMatch(difference -> difference.change() == Change.RECREATE);
        boolean rollingOut = situation.own().rollingOut();
        Optional<String> unsupported = Unsupported.reason(
                        situation.scope().spec(),
                        situation.scope().observation().files())
                .filter(reason -> !rollingOut);
        if (unsupported.isPresent()) {
            Decision healing = new Healing(situation).decide(current);
            return healing.judged(healing.verdict().butStalled(UNSUPPORTED, unsupported.get()));
        }
        if (replace && !rollingOut && !situation.rolloutFailed()) {
            return new Rollout(situation).begin(current, differences);
        }
        if (replace && situation.rolloutFailed()) {
            Decision healing = new Healing(situation).decide(current);
            String message = "the roll-out failed: " + situation.memory().failedRolloutCause();
            return healing.judged(healing.verdict().butStalled(ROLLOUT_FAILED, message));
        }
        Optional<Decision> inPlace = new InPlace(situation).decide(current, differences);
        Decision decision = inPlace.orElseGet(() -> mind(situation, current, differences));
        boolean waiting =
                rollingOut && decision.plan().isEmpty() && decision.again().isEmpty();
        return waiting ? decision.after(new RolloutHealth(situation).patience(current)) : decision;
    }

    /** What the container needs to do its work goes before what it is to be told. */
    private static Decision mind(Situation situation, ContainerState current, List<Difference> differences) {
        Decision healing = new Healing(situation).decide(current);
        return healing.plan().isEmpty()
                ? new Upkeep(situation).decide(current, differences).orElse(healing)
                : healing;
    }

    private static List<Difference> differences(Situation situation) {
        List<Difference> differences = new ArrayList<>();
        boolean judged = situation.parents().missing().isEmpty();
        situation
                .own()
                .current()
                .filter(current -> judged)
                .ifPresent(current -> differences.addAll(situation.desired().differences(current)));
        differences.addAll(Unsupported.notDone(situation.scope().spec().container()));
        long others = situation.own().surplus().stream()
                .filter(container -> !Report.isOrions(container))
                .count();
        if (others > 0) {
            differences.add(new Difference("scale", "1", String.valueOf(1 + others), Change.IGNORE));
        }
        return List.copyOf(differences);
    }
}
