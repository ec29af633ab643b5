package sre.orion.agent.loop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sre.orion.api.plan.Action;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Step;
import sre.orion.api.plan.StepReport;
import sre.orion.api.resource.ResourceKey;

/**
 * Executor carries a plan out, one step after the other: a step that does not get done stops those that depend on it and no
 * others. Nothing is tried twice here; the next pass is the retry.
 */
public final class Executor {
    private final ActionPort<EngineAction> engine;
    private final InstantSource clock;
    private final LoopListener listener;
    private volatile boolean closed;

    /** An executor with its ports. */
    public Executor(ActionPort<EngineAction> engine, InstantSource clock, LoopListener listener) {
        this.engine = engine;
        this.clock = clock;
        this.listener = listener;
    }

    /** Does the steps in their order and says what became of each. */
    public List<StepReport> execute(ResourceKey key, Plan plan) {
        var reports = new ArrayList<StepReport>();
        Set<Integer> done = new TreeSet<>();
        for (Step step : plan.steps()) {
            var started = clock.instant();
            Outcome outcome = done.containsAll(step.dependsOn()) && !closed ? perform(step) : new Outcome.Skipped();
            if (outcome instanceof Outcome.Done) {
                done.add(step.number());
            }
            var ended = clock.instant();
            var report = new StepReport(step, outcome, ended);
            reports.add(report);
            listener.stepEnded(key, report, Duration.between(started, ended));
        }
        return reports;
    }

    /** Lets no further step begin; those under way go on. */
    public void close() {
        closed = true;
    }

    private Outcome perform(Step step) {
        return switch (step.action()) {
            case EngineAction action -> perform(engine, action, step);
        };
    }

    private static <A extends Action> Outcome perform(ActionPort<A> port, A action, Step step) {
        Optional<String> violation = port.violated(step.precondition());
        return violation.isPresent() ? new Outcome.Superseded(violation.get()) : port.perform(action, step.deadline());
    }
}
