package sre.orion.reconcilers.model;

import java.util.Objects;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.VolumeSpec;

/** ModelNetworks is what the engine fills in when it makes a network or a volume. */
final class ModelNetworks {
    private ModelNetworks() {}

    static VolumeSpec filledIn(VolumeSpec asked) {
        return new VolumeSpec(
                asked.project(), asked.key(), asked.name(), false, "local", asked.driverOpts(), asked.labels());
    }

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
