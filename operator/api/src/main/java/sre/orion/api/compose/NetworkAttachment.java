package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * NetworkAttachment is one entry of a service's {@code networks}.
 *
 * @param priority the network with the highest one is the first; ties go by key
 */
public record NetworkAttachment(
        List<String> aliases,
        @JsonProperty("ipv4_address") @Nullable String ipv4Address,
        @JsonProperty("ipv6_address") @Nullable String ipv6Address,
        @JsonProperty("link_local_ips") List<String> linkLocalIps,
        @JsonProperty("mac_address") @Nullable String macAddress,
        @JsonProperty("driver_opts") SortedMap<String, String> driverOpts,
        @JsonProperty("gw_priority") @Nullable Integer gwPriority,
        @Nullable Integer priority,
        @JsonProperty("interface_name") @Nullable String interfaceName) {
    public NetworkAttachment {
        aliases = Immutable.list(aliases);
        linkLocalIps = Immutable.list(linkLocalIps);
        driverOpts = Immutable.map(driverOpts);
    }
}
