package sre.orion.agent.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.loop.ActionPort;
import sre.orion.agent.loop.Core;
import sre.orion.agent.loop.Wiring;
import sre.orion.api.kind.Status;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Precondition;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.reconcile.LastReport;
import sre.orion.api.reconcile.ReconcileResult;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;

/** BrokenCore is reconcilers, or an executor's port, that decide or do something else than they should. */
final class BrokenCore {
    private BrokenCore() {}

    /** Input is what a pass is given. */
    record Input(
            Resource<?> resource,
            NodeObservation observation,
            List<Hold> holds,
            Requests requests,
            LastReport<Status> last,
            Instant now) {
        Input holds(List<Hold> other) {
            return new Input(resource, observation, other, requests, last, now);
        }

        Input resource(Resource<?> other) {
            return new Input(other, observation, holds, requests, last, now);
        }

        Input observation(NodeObservation other) {
            return new Input(resource, other, holds, requests, last, now);
        }

        Input last(LastReport<Status> other) {
            return new Input(resource, observation, holds, requests, other, now);
        }

        boolean is(Kind kind) {
            return resource.kind() == kind;
        }
    }

    /** Between is what stands between the loop and the reconcilers. */
    interface Between {
        ReconcileResult<? extends Status> reconcile(Input input, Reconcile real);
    }

    interface Reconcile {
        ReconcileResult<? extends Status> of(Input input);
    }

    static Wiring core(Between between) {
        return new Wiring() {
            @Override
            public Core core(Core real) {
                return (resource, observation, holds, requests, last, now) -> between.reconcile(
                        new Input(resource, observation, holds, requests, last, now),
                        input -> real.reconcile(
                                input.resource(),
                                input.observation(),
                                input.holds(),
                                input.requests(),
                                input.last(),
                                input.now()));
            }
        };
    }

    /** The result with another plan. */
    static <T extends Status> ReconcileResult<T> planning(ReconcileResult<T> result, Plan plan) {
        return new ReconcileResult<>(plan, result.status(), result.events(), result.differences(), result.requeue());
    }

    /** Hand is what stands between the executor and the engine's port. */
    interface Hand {
        Outcome perform(EngineAction action, Duration deadline, ActionPort<EngineAction> real);
    }

    static Wiring port(Hand hand) {
        return port(hand, false);
    }

    /** The same; {@code blind} does not look before it acts. */
    static Wiring port(Hand hand, boolean blind) {
        return new Wiring() {
            @Override
            public ActionPort<EngineAction> port(ActionPort<EngineAction> real) {
                return new ActionPort<>() {
                    @Override
                    public Optional<String> violated(Precondition precondition) {
                        return blind ? Optional.empty() : real.violated(precondition);
                    }

                    @Override
                    public Outcome perform(EngineAction action, Duration deadline) {
                        return hand.perform(action, deadline, real);
                    }
                };
            }
        };
    }

    /** A port that says of these actions that they are done, and does nothing. */
    static Wiring lazy(Class<? extends EngineAction> action) {
        return port((asked, deadline, real) ->
                action.isInstance(asked) ? new Outcome.Done() : real.perform(asked, deadline));
    }
}
