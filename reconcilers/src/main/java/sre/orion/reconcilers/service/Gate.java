package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.BACK_OFF;
import static sre.orion.api.kind.ServiceReason.CRASH_LOOP;
import static sre.orion.api.kind.ServiceReason.CREATE_FAILED;
import static sre.orion.api.kind.ServiceReason.HOOK_FAILED;
import static sre.orion.api.kind.ServiceReason.IMAGE_MISSING;
import static sre.orion.api.kind.ServiceReason.LOOP_BREAKER;
import static sre.orion.api.kind.ServiceReason.NOT_CONVERGING;
import static sre.orion.api.kind.ServiceReason.START_FAILED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.ServiceReason;
import sre.orion.api.kind.ServiceStatus.Memory;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.Condition;
import sre.orion.reconcilers.shared.Fingerprint;
import sre.orion.reconcilers.shared.StepFailure;
import sre.orion.reconcilers.shared.Verdict;

/**
 * Gate is what puts a plan off: something it needs is not there, the same plan has been done before to no effect, the last
 * tries failed, or somebody is fighting Orion.
 */
record Gate(Situation situation, LoopBreaker breaker) {
    private static final int SAME_PLANS = 2;
    private static final List<ServiceReason> WAITING =
            List.of(BACK_OFF, CRASH_LOOP, CREATE_FAILED, START_FAILED, IMAGE_MISSING, HOOK_FAILED);

    /** Passed is a decision that may go ahead, and the breaker after it. */
    record Passed(Decision decision, LoopBreaker breaker) {}

    Passed pass(Decision decision) {
        if (decision.plan().isEmpty() || decision.effort() == Effort.HOLD) {
            return new Passed(decision, breaker);
        }
        Optional<Verdict> unmet = new Requirements(situation).unmet(decision.plan(), decision.effort());
        if (unmet.isPresent()) {
            Decision waiting = decision.putOff(unmet.get(), situation.memory());
            return new Passed(situation.parents().readyIn().map(waiting::after).orElse(waiting), breaker);
        }
        Memory memory = convergence(decision, situation.memory());
        Optional<Decision> backingOff = backOff(decision, memory);
        if (backingOff.isPresent()) {
            return new Passed(backingOff.get(), breaker);
        }
        Decision remembered =
                decision.remembering(Memories.planned(decision.memory(), memory.lastPlan(), memory.samePlans()));
        if (decision.effort() != Effort.REPAIR) {
            return new Passed(remembered, breaker);
        }
        if (!breaker.open()) {
            return new Passed(remembered, breaker.with(scope().now()));
        }
        Verdict fighting = Verdict.stalled(
                LOOP_BREAKER,
                "it was repaired " + LoopBreaker.MOST + " times in " + LoopBreaker.WINDOW.toMinutes()
                        + " minutes; find out who interferes, or change the spec");
        return new Passed(decision.putOff(fighting, memory).after(breaker.remaining(scope().now())), breaker);
    }

    /** What is remembered of this plan: how often it was wholly done in the very same state. */
    private Memory convergence(Decision decision, Memory memory) {
        String plan = Fingerprint.of(decision.plan() + "\n" + state());
        List<StepReport> steps = scope().input().last().steps();
        boolean done = !steps.isEmpty() && steps.stream().allMatch(report -> report.outcome() instanceof Outcome.Done);
        if (!plan.equals(memory.lastPlan())) {
            return Memories.planned(memory, plan, 0);
        }
        int same = memory.samePlans() + (done ? 1 : 0);
        Memory counted = Memories.planned(memory, plan, same);
        return done && same >= SAME_PLANS ? Memories.failed(counted, scope().now()) : counted;
    }

    private String state() {
        var state = new StringBuilder();
        for (ContainerState container : situation.own().all()) {
            state.append(container.id())
                    .append(' ')
                    .append(container.name())
                    .append(' ')
                    .append(container.status())
                    .append(' ')
                    .append(container.startedAt())
                    .append('\n');
        }
        return state.toString();
    }

    private Optional<Decision> backOff(Decision decision, Memory memory) {
        int failures = memory.failures();
        if (decision.effort() == Effort.ROLL_BACK) {
            // Going back to a container that worked waits for nothing that the new one failed at, only for itself.
            boolean failedItself = situation
                    .history()
                    .failure()
                    .filter(failure -> !(failure.action() instanceof EngineAction.StartContainer))
                    .isPresent();
            failures = failedItself ? failures - 1 : 0;
        }
        if (failures <= 0
                || memory.lastFailure().isEmpty()
                || scope().askedAfter(memory.lastFailure().get())) {
            return Optional.empty();
        }
        Duration wait =
                scope().backoff().remaining(failures, memory.lastFailure().get(), scope().now());
        if (!wait.isPositive()) {
            return Optional.empty();
        }
        Verdict verdict = memory.samePlans() >= SAME_PLANS ? notConverging(decision) : failing();
        return Optional.of(decision.putOff(verdict, memory).after(wait));
    }

    private Verdict notConverging(Decision decision) {
        String steps = decision.plan().steps().getFirst().action().verb();
        String message = "the same steps (" + steps + ") were done twice and the difference is still there";
        return situation
                .own()
                .current()
                .map(current -> new Healing(situation).decide(current))
                .filter(healing -> healing.plan().isEmpty())
                .map(healing -> healing.verdict().butStalled(NOT_CONVERGING, message))
                .orElse(Verdict.stalled(NOT_CONVERGING, message));
    }

    private Verdict failing() {
        Optional<StepFailure> failure = situation.history().failure();
        if (failure.isPresent()) {
            return Verdict.progressing(reason(failure.get()), failure.get().text());
        }
        Optional<Condition> ready =
                situation.history().newShortRun() ? Optional.empty() : scope().before(Condition.Type.READY);
        return ready.flatMap(this::asBefore).orElseGet(this::crashing);
    }

    private static ServiceReason reason(StepFailure failure) {
        return switch (failure.action()) {
            case EngineAction.CreateContainer _, EngineAction.CopyFile _ -> CREATE_FAILED;
            case EngineAction.StartContainer _, EngineAction.RestartContainer _ -> START_FAILED;
            case EngineAction.PullImage _ -> IMAGE_MISSING;
            case EngineAction.ExecInContainer _ -> HOOK_FAILED;
            case EngineAction _ -> BACK_OFF;
        };
    }

    private Optional<Verdict> asBefore(Condition ready) {
        return WAITING.stream()
                .filter(reason -> reason.text().equals(ready.reason()))
                .findFirst()
                .map(reason -> Verdict.progressing(reason, ready.message()));
    }

    private Verdict crashing() {
        return situation
                .own()
                .current()
                .filter(container -> container.startedAt().isPresent())
                .map(container -> Verdict.progressing(
                        CRASH_LOOP,
                        container.name() + " ended within 10 s of its start with exit code " + container.exitCode()))
                .orElse(Verdict.progressing(BACK_OFF, "the last calls failed; the next try waits"));
    }

    private Scope scope() {
        return situation.scope();
    }
}
