package sre.orion.api.container;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import sre.orion.api.Immutable;

/**
 * Isolation is what separates a container from the host and from others.
 *
 * @param capabilitiesAdded in capitals with {@code CAP_}, or {@code ALL}
 * @param securityOptions as written, in their order
 * @param ipcMode empty: the engine's default; {@code container:<id>} shares; likewise {@code pidMode}
 * @param cgroupMode {@code host} or {@code private}; empty: the engine's default
 * @param runtime empty: the engine's default
 * @param unmasked {@code systempaths=unconfined}: no path of {@code /proc} and {@code /sys} is hidden
 */
public record Isolation(
        boolean privileged,
        SortedSet<String> capabilitiesAdded,
        SortedSet<String> capabilitiesDropped,
        List<String> securityOptions,
        Optional<String> ipcMode,
        String pidMode,
        String utsMode,
        String usernsMode,
        Optional<String> cgroupMode,
        String cgroupParent,
        List<String> supplementaryGroups,
        SortedMap<String, String> sysctls,
        Optional<String> runtime,
        String technology,
        boolean unmasked) {

    public Isolation {
        capabilitiesAdded = Immutable.set(capabilitiesAdded);
        capabilitiesDropped = Immutable.set(capabilitiesDropped);
        securityOptions = Immutable.list(securityOptions);
        supplementaryGroups = Immutable.list(supplementaryGroups);
        sysctls = Immutable.map(sysctls);
    }
}
