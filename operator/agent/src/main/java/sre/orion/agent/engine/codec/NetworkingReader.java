package sre.orion.agent.engine.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.Immutable;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Networking;
import sre.orion.api.container.Port;
import sre.orion.api.observation.Engine;
import tools.jackson.databind.JsonNode;

/** NetworkingReader is the networking part of an inspect as it was asked for. */
final class NetworkingReader {
    private static final int SHORT_ID = 12;
    private static final List<String> BUILT_IN = List.of("bridge", "host", "none");

    private NetworkingReader() {}

    static Networking networking(JsonNode inspect, Engine engine) {
        JsonNode host = inspect.path("HostConfig");
        JsonNode config = inspect.path("Config");
        String mode = mode(Nodes.text(host, "NetworkMode"));
        boolean joins = mode.startsWith(Networking.CONTAINER_MODE);
        return new Networking(
                mode,
                endpoints(inspect, mode),
                Immutable.set(ports(host)),
                ProcessReader.keys(config, "ExposedPorts"),
                joins ? Optional.empty() : hostname(inspect, mode, engine),
                joins ? "" : Nodes.text(config, "Domainname"),
                Nodes.texts(host, "Dns"),
                Nodes.texts(host, "DnsSearch"),
                Nodes.texts(host, "DnsOptions"),
                Nodes.texts(host, "ExtraHosts").stream().sorted().toList(),
                links(inspect, mode));
    }

    private static String mode(String written) {
        return written.isEmpty() || written.equals("default") ? "bridge" : written;
    }

    // A container that joins another's network has that one's names; the engine makes up the others' where none is
    // given.
    private static Optional<String> hostname(JsonNode inspect, String mode, Engine engine) {
        String hostname = Nodes.text(inspect.path("Config"), "Hostname");
        boolean made = hostname.equals(shortId(inspect)) || (mode.equals("host") && hostname.equals(engine.name()));
        return made || hostname.isEmpty() ? Optional.empty() : Optional.of(hostname);
    }

    private static SortedMap<String, Endpoint> endpoints(JsonNode inspect, String mode) {
        var endpoints = new TreeMap<String, Endpoint>();
        inspect.at("/NetworkSettings/Networks").forEachEntry((name, json) -> {
            Endpoint endpoint = endpoint(inspect, json, name.equals(mode));
            if (!half(inspect, json) && !(name.equals(mode) && BUILT_IN.contains(name) && bare(endpoint))) {
                endpoints.put(name, endpoint);
            }
        });
        return endpoints;
    }

    // An attachment that failed, or whose network went away under it, leaves its entry behind, with no endpoint. Only
    // of a
    // container that runs does that say anything: others have none yet.
    private static boolean half(JsonNode inspect, JsonNode endpoint) {
        boolean runs = Nodes.text(inspect.path("State"), "Status").equals("running");
        return runs && (isEmpty(endpoint, "EndpointID") || isEmpty(endpoint, "NetworkID"));
    }

    private static boolean isEmpty(JsonNode endpoint, String field) {
        return endpoint.path(field).asString("not told").isEmpty();
    }

    // The container's own hardware address is that of its first network, and the only one that is told as it was asked
    // for.
    private static Endpoint endpoint(JsonNode inspect, JsonNode json, boolean first) {
        JsonNode addresses = json.path("IPAMConfig");
        return new Endpoint(
                aliases(json, shortId(inspect)),
                Nodes.text(addresses, "IPv4Address"),
                Nodes.text(addresses, "IPv6Address"),
                Nodes.texts(addresses, "LinkLocalIPs"),
                first ? Nodes.text(inspect.path("Config"), "MacAddress") : Nodes.text(json, "MacAddress"),
                Nodes.map(json, "DriverOpts"),
                (int) Nodes.number(json, "GwPriority"),
                addresses.isObject());
    }

    // Before 1.45 the engine adds the short id behind what was asked for, and the host name behind that.
    private static List<String> aliases(JsonNode endpoint, String shortId) {
        List<String> aliases = Nodes.texts(endpoint, "Aliases");
        int added = aliases.indexOf(shortId);
        return added < 0 ? aliases : aliases.subList(0, added);
    }

    private static boolean bare(Endpoint endpoint) {
        return endpoint.aliases().isEmpty()
                && endpoint.ipv4Address().isEmpty()
                && endpoint.ipv6Address().isEmpty()
                && endpoint.driverOptions().isEmpty();
    }

    private static List<Port> ports(JsonNode host) {
        var ports = new ArrayList<Port>();
        host.path("PortBindings").forEachEntry((target, bindings) -> {
            String[] parts = target.split("/", 2);
            for (JsonNode binding : bindings) {
                ports.add(new Port(
                        Integer.parseInt(parts[0]),
                        parts.length > 1 ? parts[1] : "tcp",
                        Nodes.text(binding, "HostIp"),
                        Nodes.text(binding, "HostPort")));
            }
        });
        return ports;
    }

    // Asked for as target:alias; told as /target:/name/alias on the default bridge, and elsewhere only by the first
    // endpoint.
    private static List<String> links(JsonNode inspect, String mode) {
        List<String> told = Nodes.texts(inspect.path("HostConfig"), "Links");
        JsonNode first = inspect.at("/NetworkSettings/Networks").path(mode);
        return (told.isEmpty() ? Nodes.texts(first, "Links") : told)
                .stream().map(NetworkingReader::link).toList();
    }

    private static String link(String told) {
        String[] parts = told.split(":", 2);
        String alias = parts[parts.length - 1];
        return InspectReader.name(parts[0]) + ":" + alias.substring(alias.lastIndexOf('/') + 1);
    }

    private static String shortId(JsonNode inspect) {
        String id = Nodes.text(inspect, "Id");
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }
}
