package sre.orion.agent.engine.codec;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.api.container.ContainerProcess;
import sre.orion.api.container.Healthcheck;
import sre.orion.api.secret.Text;
import tools.jackson.databind.JsonNode;

/**
 * ProcessReader is the engine's {@code Config}, which containers and images share. Nothing is left open in what it gives:
 * no entrypoint is an empty list, no user and no working directory an empty text, no stop signal {@code SIGTERM}.
 */
final class ProcessReader {
    private static final String DEFAULT_STOP_SIGNAL = "SIGTERM";

    private ProcessReader() {}

    static ContainerProcess process(JsonNode config, Optional<Boolean> init) {
        return new ContainerProcess(
                Optional.of(Nodes.texts(config, "Entrypoint")),
                Optional.of(Nodes.texts(config, "Cmd")),
                environment(config),
                Optional.of(Nodes.text(config, "WorkingDir")),
                Optional.of(Nodes.text(config, "User")),
                Nodes.flag(config, "Tty"),
                Nodes.flag(config, "OpenStdin"),
                init,
                Optional.of(Nodes.filled(config, "StopSignal").orElse(DEFAULT_STOP_SIGNAL)),
                stopGracePeriod(config));
    }

    static Optional<Healthcheck> healthcheck(JsonNode config) {
        JsonNode check = config.path("Healthcheck");
        if (!check.isObject() || check.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Healthcheck(
                Nodes.texts(check, "Test"),
                Nodes.nanoseconds(check, "Interval"),
                Nodes.nanoseconds(check, "Timeout"),
                Nodes.nanoseconds(check, "StartPeriod"),
                Nodes.nanoseconds(check, "StartInterval"),
                (int) Nodes.number(check, "Retries")));
    }

    static SortedSet<String> keys(JsonNode config, String field) {
        return new TreeSet<>(config.path(field).propertyNames());
    }

    private static SortedMap<String, Optional<Text>> environment(JsonNode config) {
        var environment = new TreeMap<String, Optional<Text>>();
        for (String variable : Nodes.texts(config, "Env")) {
            int equals = variable.indexOf('=');
            if (equals < 0) {
                environment.put(variable, Optional.empty());
            } else {
                environment.put(variable.substring(0, equals), Optional.of(Text.of(variable.substring(equals + 1))));
            }
        }
        return environment;
    }

    private static Optional<Duration> stopGracePeriod(JsonNode config) {
        JsonNode seconds = config.path("StopTimeout");
        return seconds.isNumber() ? Optional.of(Duration.ofSeconds(seconds.asLong())) : Optional.empty();
    }
}
