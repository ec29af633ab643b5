package sre.orion.reconcilers.model;

import java.util.Objects;
import sre.orion.api.kind.NetworkSpec;

/** ModelNetworks is what the engine fills in when it makes a network. */
final class ModelNetworks {
    private ModelNetworks() {}

    static NetworkSpec filledIn(NetworkSpec asked) {
        return new NetworkSpec(
                asked.project(),
                asked.key(),
                asked.name(),
                false,
                Objects.requireNonNullElse(asked.driver(), "bridge"),
                asked.driverOpts(),
                asked.ipam(),
                asked.internal(),
                asked.attachable(),
                true,
                Boolean.TRUE.equals(asked.enableIpv6()),
                asked.labels());
    }
}
