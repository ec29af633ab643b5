package sre.orion.agent.engine.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkSpec.Ipam;
import sre.orion.api.kind.NetworkSpec.Pool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** NetworkBody is a network as the body of {@code POST /networks/create}. */
public final class NetworkBody {
    private static final int NAMES_ARE_UNIQUE = 44;
    private static final int ENABLE_IPV4 = 48;

    private NetworkBody() {}

    /** The body of the request. */
    public static ObjectNode of(NetworkSpec network, Map<String, String> labels, int apiVersion) {
        ObjectNode body = Nodes.object()
                .put("Name", network.name())
                .put("Driver", orEmpty(network.driver()))
                .put("Scope", "")
                .put("Internal", network.internal())
                .put("Attachable", network.attachable())
                .put("Ingress", false)
                .put("ConfigOnly", false)
                .putNull("ConfigFrom");
        if (apiVersion < NAMES_ARE_UNIQUE) {
            body.put("CheckDuplicate", true);
        }
        if (network.enableIpv4() != null && apiVersion >= ENABLE_IPV4) {
            body.put("EnableIPv4", network.enableIpv4());
        }
        if (network.enableIpv6() != null) {
            body.put("EnableIPv6", network.enableIpv6());
        }
        body.set("IPAM", ipam(network.ipam()));
        body.set("Options", Nodes.orNull(network.driverOpts()));
        body.set("Labels", Nodes.object(labels));
        return body;
    }

    private static JsonNode ipam(@Nullable Ipam ipam) {
        if (ipam == null) {
            return NullNode.instance;
        }
        ObjectNode body = Nodes.object().put("Driver", orEmpty(ipam.driver()));
        body.set("Options", Nodes.orNull(ipam.options()));
        body.set("Config", Nodes.orNull(ipam.config(), NetworkBody::pool));
        return body;
    }

    private static JsonNode pool(Pool pool) {
        ObjectNode body = Nodes.object();
        putIfPresent(body, "Subnet", pool.subnet());
        putIfPresent(body, "IPRange", pool.ipRange());
        putIfPresent(body, "Gateway", pool.gateway());
        if (!pool.auxAddresses().isEmpty()) {
            body.set("AuxiliaryAddresses", Nodes.object(pool.auxAddresses()));
        }
        return body;
    }

    private static void putIfPresent(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
