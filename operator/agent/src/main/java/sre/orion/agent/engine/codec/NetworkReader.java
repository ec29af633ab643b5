package sre.orion.agent.engine.codec;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkSpec.Ipam;
import sre.orion.api.kind.NetworkSpec.Pool;
import sre.orion.api.observation.NetworkState;
import tools.jackson.databind.JsonNode;

/** NetworkReader is a network as list and inspect tell it, in the words of a spec. */
public final class NetworkReader {
    private NetworkReader() {}

    /**
     * The network of one row.
     *
     * @param containers ids of the containers attached to it, which a list does not tell
     */
    public static NetworkState state(JsonNode row, SortedSet<String> containers) {
        SortedMap<String, String> labels = Nodes.map(row, "Labels");
        var definition = new NetworkSpec(
                labels.getOrDefault(Labels.PROJECT, ""),
                labels.getOrDefault(Labels.NETWORK, ""),
                Nodes.text(row, "Name"),
                false,
                Nodes.text(row, "Driver"),
                Nodes.map(row, "Options"),
                ipam(row.path("IPAM")),
                Nodes.flag(row, "Internal"),
                Nodes.flag(row, "Attachable"),
                flag(row, "EnableIPv4"),
                flag(row, "EnableIPv6"),
                own(labels));
        return new NetworkState(Nodes.text(row, "Id"), definition, labels, containers);
    }

    /** The labels that a spec writes: neither Compose's nor Orion's. */
    static SortedMap<String, String> own(SortedMap<String, String> labels) {
        var own = new TreeMap<>(labels);
        own.keySet().removeIf(name -> name.startsWith(Labels.COMPOSE_PREFIX) || name.startsWith(Labels.ORION_PREFIX));
        return own;
    }

    private static Ipam ipam(JsonNode json) {
        return new Ipam(
                Nodes.text(json, "Driver"),
                Nodes.list(json, "Config", NetworkReader::pool),
                Nodes.map(json, "Options"));
    }

    private static Pool pool(JsonNode json) {
        return new Pool(
                text(json, "Subnet"),
                text(json, "IPRange"),
                text(json, "Gateway"),
                Nodes.map(json, "AuxiliaryAddresses"));
    }

    private static @Nullable String text(JsonNode json, String field) {
        return Nodes.filled(json, field).orElse(null);
    }

    private static @Nullable Boolean flag(JsonNode json, String field) {
        return json.path(field).isBoolean() ? json.path(field).asBoolean() : null;
    }
}
