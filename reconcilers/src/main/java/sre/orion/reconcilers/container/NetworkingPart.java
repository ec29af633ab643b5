package sre.orion.reconcilers.container;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.NetworkAttachment;
import sre.orion.api.compose.PortSpec;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Networking;
import sre.orion.api.container.Port;
import sre.orion.api.kind.ServiceSpec;

/** NetworkingPart is what of a spec says how the container is reached and what it reaches. */
final class NetworkingPart {
    private static final NetworkAttachment PLAIN =
            new NetworkAttachment(List.of(), null, null, List.of(), null, Immutable.map(null), null, null, null);
    private static final String INTERFACE_NAME = "com.docker.network.endpoint.ifname";

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    private NetworkingPart() {}

    static Networking networking(ServiceSpec service, References references) {
        ContainerSpec spec = service.container();
        List<String> keys = networkKeys(spec);
        String mode = references.mode(spec.networkMode()).orElseGet(() -> references.network(keys.getFirst()));
        SortedMap<String, Endpoint> endpoints = new TreeMap<>();
        for (String key : keys) {
            String name = references.network(key);
            String mac = name.equals(mode) ? spec.macAddress() : null;
            endpoints.put(name, endpoint(service, spec.networks().get(key), mac));
        }
        return new Networking(
                mode,
                endpoints,
                ports(spec.ports()),
                exposed(spec),
                Given.text(spec.hostname()),
                requireNonNullElse(spec.domainname(), ""),
                spec.dns(),
                spec.dnsSearch(),
                spec.dnsOpt(),
                spec.extraHosts().stream().map(NetworkingPart::host).sorted().toList(),
                links(service, references));
    }

    /**
     * The keys of the networks, the first one first: by priority, then by key. Without {@code networks} and
     * {@code network_mode} it is the project's {@code default}.
     */
    static List<String> networkKeys(ContainerSpec spec) {
        if (spec.networkMode() != null) {
            return List.of();
        }
        if (spec.networks().isEmpty()) {
            return List.of("default");
        }
        Comparator<Map.Entry<String, @Nullable NetworkAttachment>> byPriority = Comparator.comparingInt(entry ->
                -requireNonNullElse(requireNonNullElse(entry.getValue(), PLAIN).priority(), 0));
        return spec.networks().entrySet().stream()
                .sorted(byPriority.thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Endpoint endpoint(
            ServiceSpec service, @Nullable NetworkAttachment written, @Nullable String serviceMac) {
        NetworkAttachment attachment = requireNonNullElse(written, PLAIN);
        List<String> aliases = new ArrayList<>();
        aliases.add(ContainerNames.current(service));
        aliases.add(service.service());
        aliases.addAll(attachment.aliases());
        SortedMap<String, String> options = new TreeMap<>(attachment.driverOpts());
        if (attachment.interfaceName() != null) {
            options.put(INTERFACE_NAME, attachment.interfaceName());
        }
        String mac = attachment.macAddress() == null ? serviceMac : attachment.macAddress();
        return new Endpoint(
                aliases,
                requireNonNullElse(attachment.ipv4Address(), ""),
                requireNonNullElse(attachment.ipv6Address(), ""),
                attachment.linkLocalIps(),
                requireNonNullElse(mac, "").toLowerCase(Locale.ROOT),
                options,
                requireNonNullElse(attachment.gwPriority(), 0),
                written != null);
    }

    private static SortedSet<Port> ports(List<PortSpec> ports) {
        var published = new TreeSet<Port>();
        for (PortSpec port : ports) {
            published.add(new Port(
                    port.target(),
                    port.protocol(),
                    requireNonNullElse(port.hostIp(), ""),
                    requireNonNullElse(port.published(), "")));
        }
        return published;
    }

    /** What is published and what is exposed, as {@code 80/tcp}. */
    private static SortedSet<String> exposed(ContainerSpec spec) {
        var exposed = new TreeSet<String>();
        spec.ports().forEach(port -> exposed.add(port.target() + "/" + port.protocol()));
        for (String entry : spec.expose()) {
            String[] parts = entry.split("/", 2);
            String protocol = parts.length == 2 ? parts[1] : "tcp";
            Matcher range = RANGE.matcher(parts[0]);
            if (!range.matches()) {
                // The engine refuses it in its own words.
                exposed.add(parts[0] + "/" + protocol);
                continue;
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int port = first; port <= last; port++) {
                exposed.add(port + "/" + protocol);
            }
        }
        return exposed;
    }

    /** {@code host=address} as the engine wants it: {@code host:address}, an IPv6 address without brackets. */
    private static String host(String written) {
        String[] parts = written.split("=", 2);
        String address = parts.length == 2 ? parts[1] : "";
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        return parts[0] + ":" + (bracketed ? address.substring(1, address.length() - 1) : address);
    }

    /** Compose sends three names for a link: the alias, the service with its number, and the project's as well. */
    private static List<String> links(ServiceSpec service, References references) {
        List<String> links = new ArrayList<>();
        for (String link : service.container().links()) {
            String[] parts = link.split(":", 2);
            String target = references.container(parts[0]);
            links.add(target + ":" + (parts.length == 2 ? parts[1] : parts[0]));
            links.add(target + ":" + parts[0] + "-1");
            links.add(target + ":" + service.project() + "-" + parts[0] + "-1");
        }
        for (String link : service.container().externalLinks()) {
            links.add(link.contains(":") ? link : link + ":" + link);
        }
        return links;
    }
}
