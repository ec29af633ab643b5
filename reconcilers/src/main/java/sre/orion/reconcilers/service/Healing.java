package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.COMPLETED;
import static sre.orion.api.kind.ServiceReason.CONVERGING;
import static sre.orion.api.kind.ServiceReason.CRASH_LOOP;
import static sre.orion.api.kind.ServiceReason.EXITED;
import static sre.orion.api.kind.ServiceReason.HEALTHY;
import static sre.orion.api.kind.ServiceReason.PARENT_NOT_READY;
import static sre.orion.api.kind.ServiceReason.REPAIRED;
import static sre.orion.api.kind.ServiceReason.RESTARTED;
import static sre.orion.api.kind.ServiceReason.RUNNING;
import static sre.orion.api.kind.ServiceReason.STARTING;
import static sre.orion.api.kind.ServiceReason.UNHEALTHY;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sre.orion.api.kind.ServiceReason;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Plan;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event.Severity;
import sre.orion.reconcilers.shared.Verdict;

/** Healing is what a container that is as wanted needs to do its work: a start, a restart, or nothing. */
record Healing(Situation situation) {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    Decision decide(ContainerState container) {
        return switch (container.status()) {
            case RUNNING -> running(container);
            case PAUSED -> unpause(container);
            case RESTARTING -> restarting(container);
            case CREATED, EXITED -> ended(container);
            case REMOVING, DEAD -> nothing(Verdict.progressing(CONVERGING, container.name() + " is being removed"));
        };
    }

    private Decision running(ContainerState container) {
        Optional<Parents.Parent> down = situation.parents().down();
        if (down.isPresent()) {
            return nothing(Verdict.progressing(
                    PARENT_NOT_READY, down.get().reference() + ", whose namespace it shares, does not run"));
        }
        Optional<String> restart = restartCause(container);
        if (restart.isPresent()) {
            return restart(container, restart.get(), RESTARTED, Severity.NORMAL);
        }
        return switch (situation.readiness(container)) {
            case READY -> ready(container);
            case STARTING, DOWN -> starting(container);
            case UNHEALTHY -> unhealthy(container);
        };
    }

    /** Why a container that runs well must be restarted all the same. */
    private Optional<String> restartCause(ContainerState container) {
        Optional<String> parent = situation
                .parents()
                .startedAfter(container)
                .map(found -> found.reference() + ", whose namespace it shares, was started after it");
        return parent.or(() -> new Dependencies(scope())
                        .madeAnewAfter(container)
                        .map(name -> name + " was made anew, and depends_on asks for a restart"))
                .or(() -> askedAfterStart(container));
    }

    /** A restart that a person asked for, and that this container has not had yet. */
    private Optional<String> askedAfterStart(ContainerState container) {
        return scope().input()
                .requests()
                .restart()
                .filter(at -> !at.isAfter(scope().now()))
                .filter(at -> container.startedAt().map(at::isAfter).orElse(false))
                .map(at -> "somebody asked for it at " + at);
    }

    private Decision ready(ContainerState container) {
        boolean checked = container.health() == ContainerState.Health.HEALTHY;
        return nothing(
                checked
                        ? Verdict.ready(HEALTHY, container.name() + " is healthy")
                        : Verdict.ready(RUNNING, container.name() + " runs"));
    }

    private Decision starting(ContainerState container) {
        Decision waiting = nothing(Verdict.progressing(STARTING, container.name() + " is starting"));
        boolean checked = container.health() != ContainerState.Health.NONE;
        return checked ? waiting : waiting.after(Readiness.untilReady(container, scope().spec(), scope().now()));
    }

    /** Restarted at once the first time; then each time after a longer wait, and after {@code heal.attempts} every 10 min. */
    private Decision unhealthy(ContainerState container) {
        if (scope().oneShot()) {
            return nothing(
                    Verdict.notReady(UNHEALTHY, container.name() + " is unhealthy; restart: \"no\" leaves it so"));
        }
        int restarts = situation.memory().unhealthyRestarts();
        Instant started = container.startedAt().orElse(scope().now());
        boolean exhausted = restarts >= scope().spec().heal().attempts();
        Duration backoff = exhausted ? PAUSE : scope().backoff().after(restarts);
        Duration grace = scope().spec().heal().grace();
        Instant due = started.plus(grace.compareTo(backoff) > 0 ? grace : backoff);
        Duration wait = Duration.between(scope().now(), due);
        if (wait.isPositive()) {
            String message = container.name() + " is unhealthy";
            Verdict verdict = exhausted
                    ? Verdict.stalled(UNHEALTHY, message + ", and " + restarts + " restarts did not help")
                    : Verdict.progressing(UNHEALTHY, message);
            return nothing(verdict).after(wait);
        }
        return restart(container, "it is unhealthy", UNHEALTHY, Severity.WARNING)
                .remembering(Memories.unhealthyRestart(situation.memory()));
    }

    private Decision restart(ContainerState container, String cause, ServiceReason reason, Severity severity) {
        var plan = new Steps(scope()).restart(container, cause).plan();
        ServiceReason shown = reason == UNHEALTHY ? UNHEALTHY : CONVERGING;
        return Decision.act(
                        Effort.HEAL,
                        plan,
                        Verdict.progressing(shown, container.name() + " is restarted: " + cause),
                        situation.memory())
                .saying(severity, RESTARTED, container.name() + " was restarted: " + cause);
    }

    private Decision unpause(ContainerState container) {
        String cause = scope().wasHeld() ? "the hold is over" : "somebody paused it";
        var plan = new Steps(scope()).unpause(container, cause).plan();
        return bring(container, plan, cause, !scope().wasHeld());
    }

    /** The engine's own policy acts, and is left to act. */
    private Decision restarting(ContainerState container) {
        boolean looping = situation.memory().failures() > 1 || container.restartCount() > 1;
        String message = container.name() + " exited with code " + container.exitCode()
                + (looping ? " again and again; " : "; ") + "the engine restarts it";
        return nothing(looping ? Verdict.notReady(CRASH_LOOP, message) : Verdict.progressing(STARTING, message));
    }

    private Decision ended(ContainerState container) {
        if (container.startedAt().isEmpty()) {
            return start(container, "it was never started", false);
        }
        if (scope().oneShot() && !endedByHold(container)) {
            return askedAfterStart(container)
                    .map(cause -> start(container, cause, false))
                    .orElseGet(() -> done(container));
        }
        if (scope().wasHeld()) {
            return start(container, "the hold is over", false);
        }
        boolean stranded = situation.parents().startedAfter(container).isPresent()
                || situation.parents().down().isPresent();
        return start(container, "it ended with exit code " + container.exitCode(), !stranded);
    }

    private Decision done(ContainerState container) {
        String message = container.name() + " ended with exit code " + container.exitCode();
        return nothing(
                container.exitCode() == 0
                        ? Verdict.ready(COMPLETED, message)
                        : Verdict.notReady(EXITED, message + "; restart: \"no\" leaves it so"));
    }

    /** A run that a hold ended has not been had: it ended after the Service stopped being ready for the hold. */
    private boolean endedByHold(ContainerState container) {
        return scope().wasHeld()
                && scope().before(Condition.Type.READY)
                        .filter(held -> container
                                .finishedAt()
                                .map(end -> !end.isBefore(held.lastTransitionTime()))
                                .orElse(false))
                        .isPresent();
    }

    private Decision start(ContainerState container, String cause, boolean interference) {
        var plan = new Steps(scope())
                .fill(container, situation.copied(container))
                .start(container.id(), container.name(), cause)
                .plan();
        return bring(container, plan, cause, interference);
    }

    private Decision bring(ContainerState container, Plan plan, String cause, boolean interference) {
        Verdict verdict = Verdict.progressing(CONVERGING, container.name() + " is brought back: " + cause);
        if (!interference) {
            return Decision.act(Effort.BRING, plan, verdict, situation.memory());
        }
        return Decision.act(Effort.REPAIR, plan, verdict, situation.memory())
                .saying(Severity.NORMAL, REPAIRED, container.name() + " was brought back: " + cause);
    }

    private Scope scope() {
        return situation.scope();
    }

    private Decision nothing(Verdict verdict) {
        return Decision.nothing(verdict, situation.memory());
    }
}
