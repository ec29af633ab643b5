package sre.orion.cli;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which operator is meant: the one of a state directory, by its unix socket, or the one at an address. */
final class OperatorOption {
    private static final String SOCKET = "orion.sock";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "State directory of the operator; by default /var/lib/orion, else the user's own.")
    private @Nullable Path state;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "Ask at this address instead, which serves reads alone.")
    private @Nullable String server;

    OperatorOption() {}

    OperatorClient client() throws OperatorException {
        return new OperatorClient(address());
    }

    private SocketAddress address() throws OperatorException {
        if (server == null) {
            return UnixDomainSocketAddress.of(socket(System.getenv()));
        }
        int colon = server.lastIndexOf(':');
        try {
            int port = Integer.parseInt(server.substring(colon + 1));
            return new InetSocketAddress(server.substring(0, Math.max(colon, 0)), port);
        } catch (IllegalArgumentException malformed) {
            throw new OperatorException("--server " + server + ": write HOST:PORT, such as 127.0.0.1:7070", malformed);
        }
    }

    /** The first of the places where an operator puts its socket that has one. */
    private Path socket(Map<String, String> environment) {
        if (state != null) {
            return state.resolve(SOCKET);
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        String stateHome = environment.getOrDefault("XDG_STATE_HOME", home + "/.local/state");
        List<Path> places = Stream.of("/var/lib/orion", stateHome + "/orion")
                .map(place -> Path.of(place, SOCKET))
                .toList();
        return places.stream().filter(Files::exists).findFirst().orElse(places.getFirst());
    }
}
