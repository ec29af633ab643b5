package sre.orion.reconcilers.container;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.SecurityOptions;
import sre.orion.api.container.Isolation;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;

/** IsolationPart is what of a spec separates the container from the host and from others. */
final class IsolationPart {
    /** Not sent as such: it makes the lists of masked and read-only paths empty. */
    private static final String UNMASKED = "systempaths=unconfined";

    private IsolationPart() {}

    static Isolation isolation(ContainerSpec spec, References references) {
        List<String> options = spec.securityOpt().stream()
                .filter(option -> !option.equals(UNMASKED))
                .map(option -> SecurityOptions.profile(option)
                        .flatMap(path -> Optional.ofNullable(references.files().get(path)))
                        .flatMap(Observed::present)
                        .flatMap(FileState::text)
                        .map(SecurityOptions::withProfile)
                        .orElse(option))
                .toList();
        return new Isolation(
                Boolean.TRUE.equals(spec.privileged()),
                capabilities(spec.capAdd()),
                capabilities(spec.capDrop()),
                options,
                references.mode(spec.ipc()),
                references.mode(spec.pid()).orElse(""),
                requireNonNullElse(spec.uts(), ""),
                requireNonNullElse(spec.usernsMode(), ""),
                Given.text(spec.cgroup()),
                requireNonNullElse(spec.cgroupParent(), ""),
                spec.groupAdd(),
                spec.sysctls(),
                Given.text(spec.runtime()),
                requireNonNullElse(spec.isolation(), ""),
                spec.securityOpt().contains(UNMASKED));
    }

    /** In capitals with {@code CAP_}, as moby reads them; {@code ALL} stays. */
    static SortedSet<String> capabilities(Iterable<String> written) {
        var capabilities = new TreeSet<String>();
        for (String capability : written) {
            String name = capability.toUpperCase(Locale.ROOT);
            capabilities.add(name.equals("ALL") || name.startsWith("CAP_") ? name : "CAP_" + name);
        }
        return capabilities;
    }
}
