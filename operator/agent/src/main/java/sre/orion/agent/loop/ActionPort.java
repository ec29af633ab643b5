package sre.orion.agent.loop;

import java.time.Duration;
import java.util.Optional;
import sre.orion.api.plan.Action;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;

/**
 * ActionPort is one way to act on the world, with a production and a simulated twin. Neither method throws: what goes wrong
 * is an answer.
 *
 * @param <A> the actions that go through this port
 */
public interface ActionPort<A extends Action> {
    /** Reads afresh whether the precondition still holds; empty when it does, else why not, or that nobody can tell. */
    Optional<String> violated(Precondition precondition);

    /** Makes the one call that the action is; without an answer within {@code deadline} the outcome is unknown. */
    Outcome perform(A action, Duration deadline);
}
