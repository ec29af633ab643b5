package sre.orion.agent;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.agent.engine.EngineActions;
import sre.orion.agent.engine.EngineObserver;
import sre.orion.agent.loop.ActionPort;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;

/** EnginePort is the engine as the executor acts on it. */
public final class EnginePort implements ActionPort<EngineAction> {
    private static final Logger LOG = LoggerFactory.getLogger(EnginePort.class);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final EngineActions actions;
    private final EngineObserver observer;

    /** The port to an engine; the observer is told when it must not trust its lists. */
    public EnginePort(EngineActions actions, EngineObserver observer) {
        this.actions = actions;
        this.observer = observer;
    }

    @Override
    public Optional<String> violated(Precondition precondition) {
        return actions.violated(precondition, LOOK);
    }

    @Override
    public Outcome perform(EngineAction action, Duration deadline) {
        Outcome outcome = actions.perform(
                action,
                deadline,
                progress -> LOG.atDebug()
                        .addKeyValue("action", action.verb())
                        .addKeyValue("target", action.target())
                        .addKeyValue("progress", progress)
                        .log("action under way"));
        if (outcome instanceof Outcome.Failed failed && failed.code() >= 500) {
            // An engine in trouble, as with a full disk, may tell old states in its lists for ever.
            observer.markAll();
        }
        return outcome;
    }
}
