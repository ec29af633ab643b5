package sre.orion.agent.engine.codec;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import sre.orion.api.container.Container;
import sre.orion.api.container.ContainerProcess;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Healthcheck;
import sre.orion.api.container.Networking;
import sre.orion.api.container.Port;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** CreateBody is a container as the body of {@code POST /containers/create}, zero values included, as docker compose v5 sends it. */
public final class CreateBody {
    /** From here on a container is created with all its networks, a health check may have a start interval, and more. */
    static final int ENDPOINTS_AND_ANNOTATIONS = 44;

    private CreateBody() {}

    /**
     * The body of the request.
     *
     * @param apiVersion the agreed minor version; below 44 only the network that {@code mode} names is in the body, and the
     *     others are connected afterwards
     */
    public static ObjectNode of(Container container, int apiVersion) {
        ObjectNode body = process(container);
        Networking networking = container.networking();
        networking.hostname().ifPresent(name -> body.put("Hostname", name));
        body.put("Domainname", networking.domainname());
        hardwareAddress(networking, apiVersion).ifPresent(address -> body.put("MacAddress", address));
        exposed(networking).ifPresent(ports -> body.set("ExposedPorts", ports));
        container.healthcheck().ifPresent(check -> body.set("Healthcheck", healthcheck(check, apiVersion)));
        body.put("Image", container.image());
        body.putNull("Volumes");
        body.set("Labels", Nodes.object(container.labels()));
        body.set("HostConfig", HostConfigBody.of(container, apiVersion));
        endpoints(networking, apiVersion).ifPresent(endpoints -> body.set("NetworkingConfig", endpoints));
        return body;
    }

    private static ObjectNode process(Container container) {
        ContainerProcess process = container.process();
        ObjectNode body = Nodes.object()
                .put("Hostname", "")
                .put("User", process.user().orElse(""))
                .put("AttachStdin", false)
                .put("AttachStdout", true)
                .put("AttachStderr", true)
                .put("Tty", process.tty())
                .put("OpenStdin", process.stdinOpen())
                .put("StdinOnce", false)
                .put("WorkingDir", process.workingDirectory().orElse(""));
        body.set("Env", environment(process));
        body.set("Cmd", process.command().<JsonNode>map(Nodes::array).orElse(NullNode.instance));
        body.set("Entrypoint", process.entrypoint().<JsonNode>map(Nodes::array).orElse(NullNode.instance));
        process.stopSignal().ifPresent(signal -> body.put("StopSignal", signal));
        process.stopGracePeriod().map(Duration::toSeconds).ifPresent(seconds -> body.put("StopTimeout", seconds));
        return body;
    }

    // A bare name takes the variable out of the image's environment.
    private static JsonNode environment(ContainerProcess process) {
        return Nodes.orNull(process.environment().entrySet().stream()
                .map(entry -> entry.getKey()
                        + entry.getValue().map(text -> "=" + text.value()).orElse(""))
                .toList());
    }

    // Before 1.44 an endpoint's address is forgotten at start; the container's own counts for its first network.
    private static Optional<String> hardwareAddress(Networking networking, int apiVersion) {
        return Optional.ofNullable(networking.endpoints().get(networking.mode()))
                .map(Endpoint::macAddress)
                .filter(address -> apiVersion < ENDPOINTS_AND_ANNOTATIONS && !address.isEmpty());
    }

    private static Optional<ObjectNode> exposed(Networking networking) {
        var ports = new TreeSet<>(networking.exposed());
        for (Port port : networking.ports()) {
            ports.add(port.target() + "/" + port.protocol());
        }
        ObjectNode body = Nodes.object();
        ports.forEach(port -> body.set(port, Nodes.object()));
        return ports.isEmpty() ? Optional.empty() : Optional.of(body);
    }

    private static ObjectNode healthcheck(Healthcheck check, int apiVersion) {
        ObjectNode body = Nodes.object();
        if (!check.test().isEmpty()) {
            body.set("Test", Nodes.array(check.test()));
        }
        putUnlessZero(body, "Interval", check.interval().toNanos());
        putUnlessZero(body, "Timeout", check.timeout().toNanos());
        putUnlessZero(body, "StartPeriod", check.startPeriod().toNanos());
        if (apiVersion >= ENDPOINTS_AND_ANNOTATIONS) {
            putUnlessZero(body, "StartInterval", check.startInterval().toNanos());
        }
        putUnlessZero(body, "Retries", check.retries());
        return body;
    }

    private static Optional<ObjectNode> endpoints(Networking networking, int apiVersion) {
        ObjectNode endpoints = Nodes.object();
        for (Map.Entry<String, Endpoint> entry : networking.endpoints().entrySet()) {
            if (apiVersion >= ENDPOINTS_AND_ANNOTATIONS || entry.getKey().equals(networking.mode())) {
                endpoints.set(entry.getKey(), EndpointBody.of(entry.getValue(), networking.links(), apiVersion));
            }
        }
        return endpoints.isEmpty()
                ? Optional.empty()
                : Optional.of(Nodes.object().set("EndpointsConfig", endpoints));
    }

    private static void putUnlessZero(ObjectNode body, String field, long value) {
        if (value != 0) {
            body.put(field, value);
        }
    }
}
