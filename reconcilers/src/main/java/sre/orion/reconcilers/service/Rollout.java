package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.CONFIG_CHANGED;
import static sre.orion.api.kind.ServiceReason.CONVERGING;
import static sre.orion.api.kind.ServiceReason.DRIFT;
import static sre.orion.api.kind.ServiceReason.ROLLING_OUT;
import static sre.orion.api.kind.ServiceReason.ROLLOUT_FAILED;
import static sre.orion.api.kind.ServiceReason.UNSUPPORTED;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sre.orion.api.container.Container;
import sre.orion.api.kind.RolloutSpec.Strategy;
import sre.orion.api.kind.ServiceReason;
import sre.orion.api.kind.ServiceStatus.Memory;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Difference.Change;
import sre.orion.api.plan.Precondition;
import sre.orion.api.resource.Event.Severity;
import sre.orion.reconcilers.container.Carried;
import sre.orion.reconcilers.container.ContainerNames;
import sre.orion.reconcilers.shared.Differences;
import sre.orion.reconcilers.shared.Stops;
import sre.orion.reconcilers.shared.Verdict;

/**
 * Rollout is how a container that cannot be changed in place is replaced: the new one is made beside it as
 * {@code -orion-next}, the old one is stopped and kept as {@code -orion-previous} until the new one is ready, and comes
 * back if that does not happen. Where a roll-out stands is told by which of these containers there are, so that one that
 * was cut off anywhere goes on, or goes back, without any memory of it.
 */
record Rollout(Situation situation) {
    private static final String KEPT = "it is only kept until the new one is ready";

    /** What a roll-out that has begun needs next; empty when none is under way, or only healing is needed. */
    Optional<Decision> underWay() {
        Candidates own = situation.own();
        if (own.current().isEmpty()) {
            return withoutCurrent();
        }
        ContainerState current = own.current().get();
        Optional<ContainerState> failed =
                own.failed().filter(container -> Stops.needed(container) || rests(current) || isReplaced(current));
        if (failed.isPresent()) {
            return Optional.of(tidy(failed.get(), "it did not become ready, and the old one is back"));
        }
        if (own.previous().isPresent()) {
            return withPrevious(current, own.previous().get());
        }
        return own.next().flatMap(next -> withNext(current, next));
    }

    private boolean rests(ContainerState current) {
        return new Healing(situation).decide(current).plan().isEmpty();
    }

    private boolean isReplaced(ContainerState current) {
        return !accepts(current) && !situation.rolloutFailed();
    }

    /** A step forward if the new container is as wanted, else a step back to the old one. */
    private Optional<Decision> withoutCurrent() {
        Candidates own = situation.own();
        Optional<ContainerState> wanted = own.next().filter(this::accepts);
        if (wanted.isPresent()) {
            Steps steps = filled(wanted.get());
            Stream.of(own.previous(), own.failed())
                    .flatMap(Optional::stream)
                    .forEach(kept -> steps.stop(kept, "the new container takes its place"));
            return Optional.of(forward(takePlace(steps, wanted.get())));
        }
        if (own.previous().isPresent()) {
            return Optional.of(backTo(own.previous().get(), "the new container is gone"));
        }
        return own.next().map(next -> tidy(next, "it is not what the spec asks for any more"));
    }

    private Optional<Decision> withPrevious(ContainerState current, ContainerState previous) {
        Optional<ContainerState> next = situation.own().next();
        Readiness readiness = situation.readiness(current);
        if (next.isPresent()) {
            boolean replaces = !accepts(current) && accepts(next.get()) && readiness != Readiness.READY;
            return Optional.of(
                    replaces
                            ? forward(takePlace(
                                    removeCurrent(filled(next.get()), current).stop(previous, KEPT), next.get()))
                            : tidy(next.get(), "it is not needed any more"));
        }
        boolean outdated = !situation.desired().made(current) || !situation.hasItsParent(current);
        if (!accepts(current) && outdated) {
            return Optional.of(changedAgain(current, previous, readiness));
        }
        Optional<String> failure = new RolloutHealth(situation).failure(current);
        if (failure.isPresent() && new RolloutHealth(situation).canComeBack(previous, current)) {
            return Optional.of(rollBack(current, previous, failure.get()));
        }
        boolean over =
                failure.isPresent() || readiness == Readiness.READY || new RolloutHealth(situation).completed(current);
        if (over) {
            return Optional.of(finish(current, previous));
        }
        return Stops.needed(previous) ? Optional.of(stopKept(current, previous)) : Optional.empty();
    }

    /** An engine that starts brings containers back by their policies, the kept one among them; never may two run. */
    private Decision stopKept(ContainerState current, ContainerState previous) {
        Verdict verdict = new Healing(situation).decide(current).verdict();
        return Decision.act(Effort.TIDY, new Steps(scope()).stop(previous, KEPT).plan(), verdict, situation.memory());
    }

    /** The old container goes. What the engine did not keep of the spec is not tried again. */
    private Decision finish(ContainerState current, ContainerState previous) {
        List<String> notKept = situation.desired().differences(current).stream()
                .filter(difference -> difference.change() == Change.RECREATE && !isElsewhere(difference))
                .map(Difference::field)
                .toList();
        Decision decision = tidy(previous, "the new container has taken its place");
        if (notKept.isEmpty()) {
            return decision.remembering(Memories.rollout(situation.memory(), Optional.empty(), ""));
        }
        String cause = "the engine did not keep " + String.join(", ", notKept);
        return decision.remembering(failed(cause));
    }

    /** The spec or the parent changed while a roll-out was under way: back to the old container if it is what is wanted now. */
    private Decision changedAgain(ContainerState current, ContainerState previous, Readiness readiness) {
        if (accepts(previous)) {
            return swapBack(current, previous, "the spec asks for the old container again");
        }
        if (readiness == Readiness.READY) {
            return tidy(previous, "the new container has taken its place");
        }
        List<Difference> differences = situation.desired().differences(current);
        return prepared(current)
                .orElseGet(() -> forward(takePlaceOfNew(createNext(current, differences)
                        .stop(previous, KEPT)
                        .stop(current, InPlace.texts(recreate(differences)))
                        .remove(current, InPlace.texts(recreate(differences))))));
    }

    private Optional<Decision> withNext(ContainerState current, ContainerState next) {
        if (accepts(current)) {
            return Optional.of(tidy(next, "the container is as the spec asks already"));
        }
        if (!accepts(next) || situation.rolloutFailed()) {
            return Optional.of(tidy(next, "it is not what the spec asks for any more"));
        }
        if (scope().spec().rollout().strategy() == Strategy.START_FIRST) {
            return Optional.of(startFirst(current, next));
        }
        Optional<String> refusal = new RolloutHealth(situation).refusal();
        if (refusal.isPresent()) {
            return Optional.of(failing(tidy(next, refusal.get()), refusal.get()));
        }
        return Optional.of(forward(takePlace(moveAside(filled(next), current), next)));
    }

    /** The new container runs beside the old one until it is ready. */
    private Decision startFirst(ContainerState current, ContainerState next) {
        if (situation.readiness(next) == Readiness.READY) {
            Steps steps = new Steps(scope()).relyingOn(Stops.sameRun(next, next.status()));
            return forward(takePlace(moveAside(steps, current), next)
                    .remove(current, ContainerNames.previous(scope().spec()), "the new container has taken its place"));
        }
        Optional<String> failure = new RolloutHealth(situation).failure(next);
        if (failure.isPresent()) {
            return failing(tidy(next, failure.get()), failure.get());
        }
        if (!Stops.needed(next)) {
            return forward(filled(next).start(next.id(), next.name(), "it starts beside the old one"));
        }
        return Decision.nothing(Verdict.progressing(ROLLING_OUT, next.name() + " is starting"), situation.memory())
                .after(new RolloutHealth(situation).patience(next));
    }

    /** Begins: nothing of the old container is touched before the new one is made. */
    Decision begin(ContainerState current, List<Difference> differences) {
        Optional<Decision> prepared = prepared(current);
        if (prepared.isPresent()) {
            return prepared.get();
        }
        Steps steps = createNext(current, differences);
        if (scope().spec().rollout().strategy() == Strategy.START_FIRST) {
            String name = ContainerNames.next(scope().spec());
            return announced(forward(steps.start(name, name, "it starts beside the old one")), differences, current);
        }
        return announced(forward(takePlaceOfNew(moveAside(steps, current))), differences, current);
    }

    /** What must come first: the image, a name that is free, a strategy that can work, an engine that did not refuse. */
    private Optional<Decision> prepared(ContainerState current) {
        Optional<String> refusal = new RolloutHealth(situation).refusal();
        if (refusal.isPresent()) {
            return Optional.of(failing(new Healing(situation).decide(current), refusal.get()));
        }
        if (scope().spec().rollout().strategy() == Strategy.START_FIRST) {
            Optional<String> shared = Shared.byBoth(successor(current), scope().spec());
            if (shared.isPresent()) {
                String message = "startFirst cannot be done: both containers would share " + shared.get();
                return Optional.of(new Healing(situation).decide(current))
                        .map(decision -> decision.judged(decision.verdict().butStalled(UNSUPPORTED, message)));
            }
        }
        boolean nameless = !current.name().equals(scope().name());
        Optional<Decision> name = nameless ? new Creation(situation).name() : Optional.empty();
        return new Creation(situation).image().or(() -> name);
    }

    private Decision announced(Decision decision, List<Difference> differences, ContainerState current) {
        boolean interference =
                situation.desired().made(current) && differences.stream().noneMatch(this::isElsewhere);
        String fields = Differences.fields(recreate(differences));
        Decision act = interference
                ? new Decision(
                        decision.plan(),
                        Effort.REPAIR,
                        decision.verdict(),
                        List.of(),
                        Optional.empty(),
                        decision.memory())
                : decision;
        ServiceReason because = recreate(differences).stream().allMatch(Rollout::isFile) ? CONFIG_CHANGED : ROLLING_OUT;
        return act.saying(
                interference ? Severity.WARNING : Severity.NORMAL,
                interference ? DRIFT : because,
                "a new container is made: " + fields);
    }

    /** Whether a difference comes from other containers or images and not from somebody's hand on this one. */
    private boolean isElsewhere(Difference difference) {
        return isFile(difference)
                || List.of("network_mode", "ipc", "pid", "volumes_from", "state", "image.id")
                        .contains(difference.field());
    }

    private static boolean isFile(Difference difference) {
        return difference.change() == Change.RECREATE && difference.field().startsWith(TakenFiles.FIELD);
    }

    private Steps createNext(ContainerState old, List<Difference> differences) {
        return new Steps(scope())
                .create(ContainerNames.next(scope().spec()), successor(old), InPlace.texts(recreate(differences)));
    }

    /** The container to ask for, with the old one's anonymous volumes. */
    private Container successor(ContainerState old) {
        Container asked = situation.desired().stamped();
        return situation
                .desired()
                .image()
                .present()
                .map(image -> Carried.over(asked, old, image))
                .orElse(asked);
    }

    /** The files of a new container that does not run yet come first: while that fails the old one goes on. */
    private Steps filled(ContainerState next) {
        var steps = new Steps(scope());
        return Stops.needed(next) ? steps : steps.fill(next, situation.copied(next));
    }

    private Steps moveAside(Steps steps, ContainerState current) {
        String previous = ContainerNames.previous(scope().spec());
        return steps.stop(current, "the new container takes its place")
                .rename(current, previous, "it is kept as " + previous + " until the new one is ready");
    }

    private Steps removeCurrent(Steps steps, ContainerState current) {
        String cause = "it did not become ready, and the spec has changed";
        return steps.stop(current, cause).remove(current, cause);
    }

    private Steps takePlaceOfNew(Steps steps) {
        String next = ContainerNames.next(scope().spec());
        String name = scope().name();
        return steps.rename(next, next, name, "the new container is now " + name)
                .start(name, name, "the new container is made");
    }

    /** The new container gets its name and is started; attachments that a cut-off create left out come first. */
    private Steps takePlace(Steps steps, ContainerState next) {
        new InPlace(situation).mend(steps, next, situation.desired().differences(next));
        String name = scope().name();
        steps.rename(next, name, "the new container is now " + name);
        return Stops.needed(next) ? steps : steps.start(next.id(), name, "the new container is made");
    }

    private Decision forward(Steps steps) {
        Verdict verdict = Verdict.progressing(ROLLING_OUT, "a new container is being brought out");
        return Decision.act(Effort.BRING, steps.plan(), verdict, situation.memory());
    }

    private Decision backTo(ContainerState previous, String cause) {
        var steps = new Steps(scope());
        situation.own().next().ifPresent(next -> steps.stop(next, cause).remove(next, cause));
        situation.own().failed().ifPresent(failed -> steps.stop(failed, cause));
        comeBack(steps, previous, cause);
        situation.own().failed().ifPresent(failed -> steps.remove(failed, cause));
        Verdict verdict = Verdict.progressing(CONVERGING, "the old container comes back: " + cause);
        return Decision.act(Effort.ROLL_BACK, steps.plan(), verdict, situation.memory());
    }

    private Decision rollBack(ContainerState current, ContainerState previous, String cause) {
        return failing(swapBack(current, previous, cause), cause);
    }

    private Decision swapBack(ContainerState current, ContainerState previous, String cause) {
        String failedName = ContainerNames.failed(scope().spec());
        var steps = new Steps(scope())
                .stop(current, cause)
                .rename(current, failedName, "it is now " + failedName + ": " + cause);
        comeBack(steps, previous, cause);
        steps.remove(current, failedName, cause);
        Verdict verdict = Verdict.progressing(CONVERGING, "the old container comes back: " + cause);
        return Decision.act(Effort.ROLL_BACK, steps.plan(), verdict, situation.memory());
    }

    private void comeBack(Steps steps, ContainerState previous, String cause) {
        String name = scope().name();
        steps.rename(previous, name, "the old container is " + name + " again");
        if (!Stops.needed(previous) && new RolloutHealth(situation).runsAgain(previous)) {
            steps.start(previous.id(), name, cause);
        }
    }

    /** The decision, and the roll-out remembered as failed. */
    private Decision failing(Decision decision, String cause) {
        return decision.remembering(failed(cause))
                .judged(decision.verdict().butStalled(ROLLOUT_FAILED, "the roll-out failed: " + cause))
                .saying(Severity.WARNING, ROLLOUT_FAILED, "the roll-out failed: " + cause);
    }

    private Memory failed(String cause) {
        Desired desired = situation.desired();
        Optional<ContainerState> brought = desired.image().unknown()
                ? situation.own().next().or(situation.own()::current).filter(desired::made)
                : Optional.empty();
        String rollout =
                brought.map(ContainerState::imageId).map(desired::rollout).orElseGet(desired::rollout);
        return Memories.rollout(situation.memory(), Optional.of(rollout), cause);
    }

    /** Removes what is left over; nobody waits for it. */
    private Decision tidy(ContainerState leftover, String cause) {
        var steps = new Steps(scope());
        situation.own().current().map(this::stays).ifPresent(steps::relyingOn);
        steps.stop(leftover, cause).remove(leftover, cause);
        Verdict verdict = situation
                .own()
                .current()
                .map(current -> new Healing(situation).decide(current).verdict())
                .orElse(Verdict.progressing(CONVERGING, leftover.name() + " is removed: " + cause));
        return Decision.act(Effort.TIDY, steps.plan(), verdict, situation.memory());
    }

    /** What must still be so of the container that stays when another goes: where it counts as ready, that it is in that very run. */
    private Precondition stays(ContainerState current) {
        boolean works =
                situation.readiness(current) == Readiness.READY || new RolloutHealth(situation).completed(current);
        return works ? Stops.sameRun(current, current.status()) : Stops.there(current);
    }

    private boolean accepts(ContainerState container) {
        return situation.desired().accepts(container);
    }

    private static List<Difference> recreate(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> difference.change() == Change.RECREATE)
                .toList();
    }

    private Scope scope() {
        return situation.scope();
    }
}
