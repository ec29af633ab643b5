package sre.orion.reconcilers.container;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DeploySpec;
import sre.orion.api.compose.HealthcheckSpec;
import sre.orion.api.container.Container.RestartPolicy;
import sre.orion.api.container.ContainerProcess;
import sre.orion.api.container.Healthcheck;
import sre.orion.api.secret.Text;

/** ProcessPart is what of a spec says how the process runs, is probed, and comes back. */
final class ProcessPart {
    private static final Pattern COUNTED = Pattern.compile("([^:]+):([0-9]{1,9})");

    private ProcessPart() {}

    static ContainerProcess process(ContainerSpec spec) {
        var environment = new TreeMap<String, Optional<Text>>();
        spec.environment().forEach((key, value) -> environment.put(key, Optional.ofNullable(value)));
        return new ContainerProcess(
                Optional.ofNullable(spec.entrypoint()),
                Optional.ofNullable(spec.command()),
                environment,
                Optional.ofNullable(spec.workingDir()),
                Optional.ofNullable(spec.user()),
                Boolean.TRUE.equals(spec.tty()),
                Boolean.TRUE.equals(spec.stdinOpen()),
                Optional.ofNullable(spec.init()),
                Optional.ofNullable(spec.stopSignal()),
                // Whole seconds, truncated, as Compose sends them.
                Optional.ofNullable(spec.stopGracePeriod()).map(grace -> Duration.ofSeconds(grace.toSeconds())));
    }

    static Optional<Healthcheck> healthcheck(@Nullable HealthcheckSpec spec) {
        if (spec == null) {
            return Optional.empty();
        }
        List<String> test =
                Boolean.TRUE.equals(spec.disable()) ? List.of("NONE") : requireNonNullElse(spec.test(), List.of());
        return Optional.of(new Healthcheck(
                test,
                requireNonNullElse(spec.interval(), Duration.ZERO),
                requireNonNullElse(spec.timeout(), Duration.ZERO),
                requireNonNullElse(spec.startPeriod(), Duration.ZERO),
                requireNonNullElse(spec.startInterval(), Duration.ZERO),
                requireNonNullElse(spec.retries(), 0)));
    }

    /** {@code deploy.restart_policy} replaces {@code restart}, also when it says nothing, as in Compose. */
    static RestartPolicy restart(ContainerSpec spec) {
        DeploySpec.RestartPolicy policy =
                spec.deploy() == null ? null : spec.deploy().restartPolicy();
        if (policy != null) {
            String name =
                    switch (requireNonNullElse(policy.condition(), "")) {
                        case "", "none", "no" -> "no";
                        case "any", "always" -> "always";
                        case String other -> other;
                    };
            return new RestartPolicy(name, requireNonNullElse(policy.maxAttempts(), 0));
        }
        String written = requireNonNullElse(spec.restart(), "no");
        Matcher counted = COUNTED.matcher(written);
        // What is no policy goes to the engine as it stands, which refuses it in its own words.
        return counted.matches()
                ? new RestartPolicy(counted.group(1), Integer.parseInt(counted.group(2)))
                : new RestartPolicy(written.isEmpty() ? "no" : written, 0);
    }
}
