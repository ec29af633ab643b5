package sre.orion.api.container;

import java.util.Comparator;

/**
 * Port is one published port.
 *
 * @param target port in the container, 1 to 65,535
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostAddress address the engine listens on; empty: all
 * @param hostPort port or range {@code 8000-8010}; empty: the engine picks one
 */
public record Port(int target, String protocol, String hostAddress, String hostPort) implements Comparable<Port> {
    private static final Comparator<Port> ORDER = Comparator.comparingInt(Port::target)
            .thenComparing(Port::protocol)
            .thenComparing(Port::hostAddress)
            .thenComparing(Port::hostPort);

    @Override
    public int compareTo(Port other) {
        return ORDER.compare(this, other);
    }
}
