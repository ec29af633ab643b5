package sre.orion.agent.engine.codec;

import java.util.List;
import sre.orion.api.container.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** EndpointBody is an attachment to a network as create and connect take it. */
public final class EndpointBody {
    private static final int GATEWAY_PRIORITY = 48;

    private EndpointBody() {}

    /**
     * The body of one endpoint.
     *
     * @param links of the container, each {@code container:alias}
     */
    public static ObjectNode of(Endpoint endpoint, List<String> links, int apiVersion) {
        ObjectNode body = Nodes.object();
        body.set("IPAMConfig", addresses(endpoint));
        body.set("Links", Nodes.orNull(links));
        body.set("Aliases", Nodes.orNull(endpoint.aliases()));
        body.set("DriverOpts", Nodes.orNull(endpoint.driverOptions()));
        if (apiVersion >= GATEWAY_PRIORITY) {
            body.put("GwPriority", endpoint.gatewayPriority());
        }
        // Compose says a static IPv6 address a second time here; the engine does not look at it.
        body.put("NetworkID", "")
                .put("EndpointID", "")
                .put("Gateway", "")
                .put("IPAddress", endpoint.ipv4Address())
                .put("MacAddress", endpoint.macAddress())
                .put("IPPrefixLen", 0)
                .put("IPv6Gateway", endpoint.ipv6Address())
                .put("GlobalIPv6Address", "")
                .put("GlobalIPv6PrefixLen", 0)
                .putNull("DNSNames");
        return body;
    }

    private static JsonNode addresses(Endpoint endpoint) {
        ObjectNode body = Nodes.object();
        if (!endpoint.ipv4Address().isEmpty()) {
            body.put("IPv4Address", endpoint.ipv4Address());
        }
        if (!endpoint.ipv6Address().isEmpty()) {
            body.put("IPv6Address", endpoint.ipv6Address());
        }
        if (!endpoint.linkLocalAddresses().isEmpty()) {
            body.set("LinkLocalIPs", Nodes.array(endpoint.linkLocalAddresses()));
        }
        return body.isEmpty() && !endpoint.configured() ? NullNode.instance : body;
    }
}
