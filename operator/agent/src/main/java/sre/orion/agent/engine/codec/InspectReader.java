package sre.orion.agent.engine.codec;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sre.orion.api.container.Container;
import sre.orion.api.container.Container.Logging;
import sre.orion.api.container.Container.RestartPolicy;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.ContainerState.Health;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.observation.Engine;
import tools.jackson.databind.JsonNode;

/**
 * InspectReader is the answer of {@code GET /containers/{id}/json} as the container that was asked for and the state it is
 * in. What image and engine filled in is filled in here too; names and addresses that the engine made up are left out.
 */
public final class InspectReader {
    private InspectReader() {}

    /**
     * The state of a container.
     *
     * @throws IllegalArgumentException if the answer is not that of an inspect
     */
    public static ContainerState state(JsonNode inspect, Engine engine) {
        if (Nodes.text(inspect, "Id").isEmpty()) {
            throw new IllegalArgumentException("The engine's answer to an inspect names no container id");
        }
        JsonNode state = inspect.path("State");
        return new ContainerState(
                Nodes.text(inspect, "Id"),
                name(Nodes.text(inspect, "Name")),
                container(inspect, engine),
                Nodes.text(inspect, "Image"),
                status(Nodes.text(state, "Status")),
                health(Nodes.text(state.path("Health"), "Status")),
                (int) Nodes.number(state, "ExitCode"),
                Nodes.flag(state, "OOMKilled"),
                Nodes.text(state, "Error"),
                Instant.parse(Nodes.text(inspect, "Created")),
                startedAt(inspect),
                moment(state, "FinishedAt"),
                (int) Nodes.number(inspect, "RestartCount"),
                MountReader.mounted(inspect),
                networkIds(inspect));
    }

    /** When the last run of an inspected container began; empty when it never ran. */
    public static Optional<Instant> startedAt(JsonNode inspect) {
        return moment(inspect.path("State"), "StartedAt");
    }

    /** A name as the engine writes it, without its slash. */
    public static String name(String written) {
        return written.startsWith("/") ? written.substring(1) : written;
    }

    /** The state that a word of the engine names; a word Orion does not know is nothing that runs. */
    public static Status status(String word) {
        return Stream.of(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(Status.DEAD);
    }

    private static Container container(JsonNode inspect, Engine engine) {
        JsonNode config = inspect.path("Config");
        JsonNode host = inspect.path("HostConfig");
        JsonNode init = host.path("Init");
        return new Container(
                Nodes.text(config, "Image"),
                ProcessReader.process(config, init.isBoolean() ? Optional.of(init.asBoolean()) : Optional.empty()),
                ProcessReader.healthcheck(config),
                Nodes.map(config, "Labels"),
                Nodes.map(host, "Annotations"),
                MountReader.storage(host),
                NetworkingReader.networking(inspect, engine),
                HostConfigReader.resources(host),
                HostConfigReader.isolation(host),
                restart(host.path("RestartPolicy")),
                new Logging(Nodes.filled(host.path("LogConfig"), "Type"), Nodes.map(host.path("LogConfig"), "Config")),
                "");
    }

    private static RestartPolicy restart(JsonNode policy) {
        String name = Nodes.text(policy, "Name");
        return List.of("", "no").contains(name)
                ? RestartPolicy.NONE
                : new RestartPolicy(name, (int) Nodes.number(policy, "MaximumRetryCount"));
    }

    private static Health health(String word) {
        return Stream.of(Health.values())
                .filter(health -> health.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(Health.NONE);
    }

    // Go's zero time stands for never.
    private static Optional<Instant> moment(JsonNode state, String field) {
        return Nodes.filled(state, field)
                .filter(text -> !text.startsWith("0001-01-01T"))
                .map(Instant::parse);
    }

    private static SortedMap<String, String> networkIds(JsonNode inspect) {
        var ids = new TreeMap<String, String>();
        inspect.at("/NetworkSettings/Networks")
                .forEachEntry((name, endpoint) -> ids.put(name, Nodes.text(endpoint, "NetworkID")));
        return ids;
    }
}
