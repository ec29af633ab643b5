package sre.orion.reconcilers.node;

import static sre.orion.api.observation.ContainerState.Status.CREATED;
import static sre.orion.api.observation.ContainerState.Status.DEAD;
import static sre.orion.api.observation.ContainerState.Status.EXITED;
import static sre.orion.api.observation.ContainerState.Status.REMOVING;

import java.util.Optional;
import java.util.TreeSet;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.plan.EngineAction.RemoveContainer;
import sre.orion.api.plan.EngineAction.RemoveNetwork;
import sre.orion.api.plan.EngineAction.StopContainer;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Precondition;
import sre.orion.reconcilers.shared.Stops;

/** Removal is the steps that end and remove one left-over object; one that fails does not keep the others. */
final class Removal {
    static final String LEFT_OVER = "no spec names it";
    static final String DEAD_BEFORE = "the engine could not remove it before";

    private Removal() {}

    static void container(Plan.Builder plan, ContainerState container, String cause) {
        if (container.status() == REMOVING) {
            return;
        }
        var remove = new RemoveContainer(container.id(), container.name());
        Precondition stopped = Stops.in(container, CREATED, EXITED, DEAD);
        if (!Stops.needed(container)) {
            plan.independent(remove, stopped, cause);
            return;
        }
        plan.independent(
                new StopContainer(container.id(), container.name(), Optional.empty()),
                Stops.stillAlive(container),
                cause,
                Stops.deadline(container));
        plan.then(remove, stopped, cause);
    }

    static void network(Plan.Builder plan, NetworkState network) {
        plan.independent(
                new RemoveNetwork(network.id(), network.definition().name()),
                new Precondition.NoOtherEndpoints(network.id(), new TreeSet<>()),
                LEFT_OVER);
    }
}
