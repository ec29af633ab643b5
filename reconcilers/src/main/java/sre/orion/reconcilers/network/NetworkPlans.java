package sre.orion.reconcilers.network;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.plan.EngineAction.CreateNetwork;
import sre.orion.api.plan.EngineAction.DisconnectNetwork;
import sre.orion.api.plan.EngineAction.RemoveNetwork;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Precondition;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.shared.Ownership;
import sre.orion.reconcilers.shared.Services;

/** NetworkPlans is how a network is made and made anew. */
final class NetworkPlans {
    private NetworkPlans() {}

    static Plan create(Resource<NetworkSpec> resource) {
        return new Plan.Builder()
                .then(creation(resource), new Precondition.None(), "the network is missing")
                .build();
    }

    /** Every prefix leaves either a network that still differs, or none: the next pass goes on from both. */
    static Plan recreate(
            Resource<NetworkSpec> resource, NetworkState network, EngineObservation engine, String fields) {
        var plan = new Plan.Builder();
        for (String id : network.containers()) {
            ObservedContainer container = engine.containers().get(id);
            String name = container == null ? id : container.name();
            plan.then(
                    new DisconnectNetwork(id, name, network.id(), true),
                    new Precondition.NoOtherEndpoints(network.id(), network.containers()),
                    "network " + resource.spec().name() + " is made anew");
        }
        plan.then(
                new RemoveNetwork(network.id(), resource.spec().name()),
                new Precondition.NoOtherEndpoints(network.id(), new TreeSet<>()),
                "the network differs in " + fields);
        plan.then(creation(resource), new Precondition.None(), "the network is made anew");
        return plan.build();
    }

    /** Whether the network is about to be made anew, so that nobody should be attached to it now. */
    static boolean isDue(
            Resource<NetworkSpec> resource,
            NetworkState network,
            EngineObservation engine,
            NodeObservation observation) {
        return !resource.spec().external()
                && Ownership.owns(resource, network.labels())
                && !NetworkDrift.between(resource.spec(), network).isEmpty()
                && foreignEndpoints(network, engine, observation).isEmpty();
    }

    private static CreateNetwork creation(Resource<NetworkSpec> resource) {
        NetworkSpec spec = resource.spec();
        return new CreateNetwork(
                spec, Ownership.labels(resource.key(), spec.labels(), spec.project(), Labels.NETWORK, spec.key()));
    }

    /** Names of the attached containers that are no Service's of this revision, sorted. */
    static List<String> foreignEndpoints(NetworkState network, EngineObservation engine, NodeObservation observation) {
        return network.containers().stream()
                .filter(id -> !isOwn(engine.containers().get(id), observation))
                .map(id -> engine.containers().containsKey(id)
                        ? engine.containers().get(id).name()
                        : id)
                .sorted()
                .toList();
    }

    /** The name of an attached container of which nobody can tell the state; whoever takes its network away might not give it back. */
    static Optional<String> unseenEndpoint(NetworkState network, EngineObservation engine) {
        return network.containers().stream()
                .map(id -> engine.containers().get(id))
                .filter(container -> container != null && container.state().unknown())
                .map(ObservedContainer::name)
                .findFirst();
    }

    private static boolean isOwn(@Nullable ObservedContainer container, NodeObservation observation) {
        return container != null
                && Services.all(observation.revision()).stream()
                        .anyMatch(service -> Ownership.owns(service, container.labels(), observation));
    }
}
