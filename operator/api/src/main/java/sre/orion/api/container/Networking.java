package sre.orion.api.container;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import sre.orion.api.Immutable;

/**
 * Networking is a container's view of the network.
 *
 * @param mode {@code none}, {@code host}, {@code bridge}, {@code container:<full id>}, or the engine's name of the first
 *     network
 * @param endpoints by the engine's name of the network
 * @param exposed ports such as {@code 80/tcp}; an observed container's also hold the image's
 * @param hostname empty: the engine makes one
 * @param extraHosts each {@code host:address}, sorted by host
 */
public record Networking(
        String mode,
        SortedMap<String, Endpoint> endpoints,
        SortedSet<Port> ports,
        SortedSet<String> exposed,
        Optional<String> hostname,
        String domainname,
        List<String> dns,
        List<String> dnsSearch,
        List<String> dnsOptions,
        List<String> extraHosts,
        List<String> links) {

    /** Prefix of {@code mode} when the namespace of another container is shared. */
    public static final String CONTAINER_MODE = "container:";

    public Networking {
        endpoints = Immutable.map(endpoints);
        ports = Immutable.set(ports);
        exposed = Immutable.set(exposed);
        dns = Immutable.list(dns);
        dnsSearch = Immutable.list(dnsSearch);
        dnsOptions = Immutable.list(dnsOptions);
        extraHosts = Immutable.list(extraHosts);
        links = Immutable.list(links);
    }

    /** The id of the container whose network namespace is shared, if one is. */
    public Optional<String> parent() {
        return mode.startsWith(CONTAINER_MODE)
                ? Optional.of(mode.substring(CONTAINER_MODE.length()))
                : Optional.empty();
    }
}
