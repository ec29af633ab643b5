package sre.orion.reconcilers.container;

import static sre.orion.api.plan.Difference.Change.RECREATE;
import static sre.orion.api.plan.Difference.Change.UPDATE_IN_PLACE;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Networking;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.Engine;
import sre.orion.api.plan.Difference;

/** EndpointDrift is how a container's attachments to networks differ; all of it is mended by connecting and disconnecting. */
final class EndpointDrift {
    private static final int SHORT_ID = 12;

    private EndpointDrift() {}

    static List<Difference> between(Networking wanted, ContainerState state, Engine engine) {
        SortedMap<String, Endpoint> found = state.container().networking().endpoints();
        List<Difference> differences = new ArrayList<>();
        wanted.endpoints().forEach((network, endpoint) -> {
            Endpoint there = found.get(network);
            if (there == null) {
                differences.add(new Difference("networks." + network, "attached", "", UPDATE_IN_PLACE));
            } else {
                compare(differences, "networks." + network, endpoint, there, state, engine);
                hardware(differences, network, endpoint, there, state, engine);
            }
        });
        for (String network : found.keySet()) {
            boolean expected = wanted.endpoints().containsKey(network) || isModes(network, wanted.mode());
            if (!expected) {
                differences.add(new Difference("networks." + network, "", "attached", UPDATE_IN_PLACE));
            }
        }
        return differences;
    }

    /** The engine shows {@code network_mode} as an attachment too; its default is the bridge. */
    private static boolean isModes(String network, String mode) {
        return network.equals(mode.equals("default") ? "bridge" : mode);
    }

    private static void compare(
            List<Difference> differences,
            String path,
            Endpoint wanted,
            Endpoint found,
            ContainerState state,
            Engine engine) {
        add(differences, path + ".aliases", new TreeSet<>(wanted.aliases()), aliases(wanted, found, state));
        add(differences, path + ".ipv4_address", wanted.ipv4Address(), found.ipv4Address());
        add(differences, path + ".ipv6_address", wanted.ipv6Address(), found.ipv6Address());
        add(
                differences,
                path + ".link_local_ips",
                new TreeSet<>(wanted.linkLocalAddresses()),
                new TreeSet<>(found.linkLocalAddresses()));
        add(differences, path + ".driver_opts", wanted.driverOptions(), found.driverOptions());
        if (engine.gatewayPriority()) {
            add(differences, path + ".gw_priority", wanted.gatewayPriority(), found.gatewayPriority());
        }
    }

    /**
     * The hardware address. Of the first network the engine tells what was asked for, of others only what it chose. Before API 1.44 it takes one
     * address, for the container, and keeps it until the container is made anew.
     */
    private static void hardware(
            List<Difference> differences,
            String network,
            Endpoint wanted,
            Endpoint found,
            ContainerState state,
            Engine engine) {
        boolean told = network.equals(state.container().networking().mode());
        boolean comparable =
                told || (engine.annotations() && !wanted.macAddress().isEmpty());
        if (comparable && !wanted.macAddress().equalsIgnoreCase(found.macAddress())) {
            differences.add(new Difference(
                    "networks." + network + ".mac_address",
                    wanted.macAddress(),
                    found.macAddress(),
                    engine.annotations() ? UPDATE_IN_PLACE : RECREATE));
        }
    }

    /** The aliases that are there, without those the engine adds itself (short id, host name and name, by version). */
    private static SortedSet<String> aliases(Endpoint wanted, Endpoint found, ContainerState state) {
        var aliases = new TreeSet<>(found.aliases());
        String shortId = state.id().substring(0, Math.min(SHORT_ID, state.id().length()));
        String hostname = state.container().networking().hostname().orElse(shortId);
        aliases.removeIf(alias -> !wanted.aliases().contains(alias)
                && List.of(shortId, hostname, state.name()).contains(alias));
        return aliases;
    }

    private static void add(List<Difference> differences, String path, Object wanted, Object found) {
        if (!Objects.equals(wanted, found)) {
            differences.add(new Difference(path, Field.text(wanted), Field.text(found), UPDATE_IN_PLACE));
        }
    }
}
