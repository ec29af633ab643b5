package sre.orion.reconcilers.network;

import java.util.List;
import java.util.Objects;
import sre.orion.api.Immutable;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkSpec.Ipam;
import sre.orion.api.kind.NetworkSpec.Pool;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.plan.Difference;
import sre.orion.reconcilers.shared.Differences;

/**
 * NetworkDrift is how a network differs from its spec. Only what the spec asks for is compared: the engine fills in the
 * rest (Docker 29 even a gateway that nobody asked for).
 */
public final class NetworkDrift {
    private static final Ipam NO_IPAM = new Ipam(null, List.of(), Immutable.map(null));
    private static final Pool NO_POOL = new Pool(null, null, null, Immutable.map(null));

    private NetworkDrift() {}

    /** The same differences, of a network that is not ours to change. */
    static List<Difference> ignored(List<Difference> differences) {
        return differences.stream()
                .map(difference -> difference.butTakes(Difference.Change.IGNORE))
                .toList();
    }

    /** The differences; all of them take a new network. */
    public static List<Difference> between(NetworkSpec wanted, NetworkState network) {
        NetworkSpec there = network.definition();
        var differences = new Differences(Difference.Change.RECREATE)
                .value("driver", Objects.requireNonNullElse(wanted.driver(), "bridge"), there.driver())
                .entries("driver_opts", wanted.driverOpts(), there.driverOpts())
                .value("internal", wanted.internal(), there.internal())
                .value("attachable", wanted.attachable(), there.attachable())
                .value("enable_ipv6", Boolean.TRUE.equals(wanted.enableIpv6()), Boolean.TRUE.equals(there.enableIpv6()))
                .entries("labels", wanted.labels(), network.labels());
        if (there.enableIpv4() != null) {
            differences.requested("enable_ipv4", wanted.enableIpv4(), there.enableIpv4());
        }
        if (wanted.ipam() != null) {
            addressing(differences, wanted.ipam(), Objects.requireNonNullElse(there.ipam(), NO_IPAM));
        }
        return differences.list();
    }

    private static void addressing(Differences differences, Ipam wanted, Ipam there) {
        differences.requested("ipam.driver", wanted.driver(), Objects.requireNonNullElse(there.driver(), "default"));
        differences.entries("ipam.options", wanted.options(), there.options());
        for (int index = 0; index < wanted.config().size(); index++) {
            Pool pool = wanted.config().get(index);
            Pool found = samePool(pool, index, there.config());
            String field = "ipam.config." + index + ".";
            differences
                    .requested(field + "subnet", pool.subnet(), found.subnet())
                    .requested(field + "ip_range", pool.ipRange(), found.ipRange())
                    .requested(field + "gateway", pool.gateway(), found.gateway())
                    .entries(field + "aux_addresses", pool.auxAddresses(), found.auxAddresses());
        }
    }

    /** The pool with the same subnet, else the one at the same place. */
    private static Pool samePool(Pool wanted, int index, List<Pool> there) {
        return there.stream()
                .filter(pool -> wanted.subnet() != null && wanted.subnet().equals(pool.subnet()))
                .findFirst()
                .orElse(index < there.size() ? there.get(index) : NO_POOL);
    }
}
