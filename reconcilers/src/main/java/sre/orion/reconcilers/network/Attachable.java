package sre.orion.reconcilers.network;

import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.resource.Resource;

/** Attachable is whether a container can be attached to a network now. */
public final class Attachable {
    private Attachable() {}

    /** Why it cannot, if so: the network is missing, ambiguous, or about to be made anew. */
    public static Optional<String> obstacle(
            String name,
            Optional<Resource<NetworkSpec>> network,
            EngineObservation engine,
            NodeObservation observation) {
        List<NetworkState> there = named(name, engine);
        if (there.isEmpty()) {
            return Optional.of("network " + name + " is not there");
        }
        if (there.size() > 1) {
            return Optional.of(there.size() + " networks are named " + name);
        }
        return network.filter(resource -> NetworkPlans.isDue(resource, there.getFirst(), engine, observation))
                .map(resource -> "network " + name + " is being made anew");
    }

    /** The networks of this name; there should be one. */
    public static List<NetworkState> named(String name, EngineObservation engine) {
        return engine.networks().values().stream()
                .filter(network -> network.definition().name().equals(name))
                .toList();
    }
}
