package sre.orion.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sre.orion.cli.client.Address;
import sre.orion.cli.client.KubeConfig;
import sre.orion.cli.client.OperatorClient;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;

/**
 * OperatorOptions is which operators are meant: that of a context, of an address, of a state directory, or, when nothing is
 * said, of this machine, else of the current context.
 */
final class OperatorOptions {
    private static final String SOCKET = "orion.sock";

    @Option(names = "--context", paramLabel = "NAME", description = "Context of the file of contexts: a node.")
    private @Nullable String context;

    @Option(names = "--all-nodes", description = "Ask the operator of every context, and show what answers.")
    private boolean allNodes;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "File of contexts; default: $ORIONCONFIG, ~/.config/orion/config, $KUBECONFIG, ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "State directory of an operator on this machine; default: /var/lib/orion, else the user's own.")
    private @Nullable Path state;

    @Option(
            names = {"-s", "--server"},
            paramLabel = "HOST:PORT",
            description = "Ask at this address, which serves reads alone.")
    private @Nullable String server;

    OperatorOptions() {}

    /** The one operator that is meant. */
    Target target() throws OperatorException {
        if (allNodes) {
            throw new OperatorException("--all-nodes is for get, events, status and top; name one with --context");
        }
        return one(System.getenv());
    }

    /** All operators that are meant. */
    List<Target> targets() throws OperatorException {
        if (!allNodes) {
            return List.of(target());
        }
        KubeConfig config = config(System.getenv())
                .orElseThrow(
                        () -> new OperatorException("--all-nodes: there is no file of contexts; see --kubeconfig"));
        var targets = new ArrayList<Target>();
        for (String each : config.contexts()) {
            targets.add(config.target(each));
        }
        return targets;
    }

    boolean severalNodes() {
        return allNodes;
    }

    private Target one(Map<String, String> environment) throws OperatorException {
        if (context != null) {
            return config(environment)
                    .orElseThrow(() -> new OperatorException(
                            "--context " + context + ": there is no file of contexts; see --kubeconfig"))
                    .target(context);
        }
        if (server != null) {
            return local(address(server));
        }
        Path socket = socket(environment);
        if (state == null && !Files.exists(socket)) {
            Optional<KubeConfig> config = config(environment);
            Optional<String> current = config.flatMap(KubeConfig::current);
            if (config.isPresent() && current.isPresent()) {
                return config.get().target(current.get());
            }
        }
        return local(new Address.Unix(socket));
    }

    private Optional<KubeConfig> config(Map<String, String> environment) throws OperatorException {
        return KubeConfig.find(Optional.ofNullable(kubeconfig), environment);
    }

    private static Target local(Address address) {
        return new Target("", new OperatorClient(address, Optional.empty()), Optional.empty());
    }

    private static Address address(String server) throws OperatorException {
        int colon = server.lastIndexOf(':');
        try {
            int port = Integer.parseInt(server.substring(colon + 1));
            return new Address.Plain(server.substring(0, Math.max(colon, 0)), port);
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
