package sre.orion.api.container;

import java.util.List;
import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Endpoint is a container's attachment to one network, as asked for: addresses that the engine chose are not in it.
 *
 * @param aliases in the order of the request
 * @param ipv4Address static address, or empty
 * @param ipv6Address static address, or empty
 * @param macAddress fixed address, or empty
 * @param gatewayPriority highest wins the default route; honoured from API 1.48
 * @param configured whether the spec gave the attachment a body; the request says null or {@code {}} for it; not compared
 */
public record Endpoint(
        List<String> aliases,
        String ipv4Address,
        String ipv6Address,
        List<String> linkLocalAddresses,
        String macAddress,
        SortedMap<String, String> driverOptions,
        int gatewayPriority,
        boolean configured) {

    public Endpoint {
        aliases = Immutable.list(aliases);
        linkLocalAddresses = Immutable.list(linkLocalAddresses);
        driverOptions = Immutable.map(driverOptions);
    }
}
