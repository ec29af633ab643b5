package sre.orion.agent.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;

/** EngineActions is how the engine is asked to do things: one action is one call. */
public final class EngineActions {

    /** Actions on one engine. */
    public EngineActions(EngineTransport transport) {
        throw new UnsupportedOperationException();
    }

    /**
     * What became of an action; never throws, and an interrupt of the calling thread ends the call with {@link
     * Outcome.Unknown}.
     *
     * @param progress is told in a line how far a pull is
     */
    public Outcome perform(EngineAction action, Duration deadline, Consumer<String> progress) {
        return new Outcome.Failed(0, action.verb() + " is not there yet");
    }

    /** Why a precondition does not hold by a fresh look, or cannot be looked at; empty if it holds. */
    public Optional<String> violated(Precondition precondition, Duration deadline) {
        return Optional.of(precondition + " cannot be looked at yet");
    }
}
