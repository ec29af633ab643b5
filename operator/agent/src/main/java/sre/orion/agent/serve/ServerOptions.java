package sre.orion.agent.serve;

import java.nio.file.Path;
import java.util.Optional;

/**
 * ServerOptions is where the operator serves, and whom.
 *
 * @param listen on loopback
 * @param socket path of the unix socket; a file left there by a crash is replaced, so the state directory must be locked
 * @param network a port for others than this machine
 */
public record ServerOptions(ListenAddress listen, Path socket, Tokens tokens, Optional<NetworkDoor> network) {
    /** Loopback and the unix socket, without tokens. */
    public static ServerOptions onLoopback(ListenAddress listen, Path socket) {
        return new ServerOptions(listen, socket, Tokens.NONE, Optional.empty());
    }
}
