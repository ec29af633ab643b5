package sre.orion.api.kind;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * NetworkSpec is one of Compose's top-level networks.
 *
 * @param project the Compose project; the node's name unless written
 * @param key Compose's key; {@code metadata.name} unless written
 * @param name the engine's name; {@code <project>_<key>} unless written
 * @param external true: it is looked up and used, never made, changed or removed
 * @param driver null: the engine's default, {@code bridge}
 */
public record NetworkSpec(
        String project,
        String key,
        String name,
        boolean external,
        @Nullable String driver,
        @JsonProperty("driver_opts") SortedMap<String, String> driverOpts,
        @Nullable Ipam ipam,
        boolean internal,
        boolean attachable,
        @JsonProperty("enable_ipv4") @Nullable Boolean enableIpv4,
        @JsonProperty("enable_ipv6") @Nullable Boolean enableIpv6,
        SortedMap<String, String> labels) {

    public NetworkSpec {
        driverOpts = Immutable.map(driverOpts);
        labels = Immutable.map(labels);
    }

    /** Ipam is how addresses are given out. */
    public record Ipam(@Nullable String driver, List<Pool> config, SortedMap<String, String> options) {
        public Ipam {
            config = Immutable.list(config);
            options = Immutable.map(options);
        }
    }

    /** Pool is one range of addresses: the subnet and the part of it that is given out, in CIDR notation. */
    public record Pool(
            @Nullable String subnet,
            @JsonProperty("ip_range") @Nullable String ipRange,
            @Nullable String gateway,
            @JsonProperty("aux_addresses") SortedMap<String, String> auxAddresses) {
        public Pool {
            auxAddresses = Immutable.map(auxAddresses);
        }
    }
}
