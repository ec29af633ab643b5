package sre.orion.agent.serve;

import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import sre.orion.agent.metrics.Metrics;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.AnyHttp1;
import sre.orion.agent.serve.http.SlowReaders;
import sre.orion.agent.serve.model.ConditionSamples;
import sre.orion.agent.serve.view.NodeView;
import sre.orion.agent.state.StartRefusal;

/**
 * Server is the operator's two doors: a loopback port, which serves reads to anybody on this machine, and a unix socket,
 * which serves operations too to whom its permissions let in.
 */
public final class Server implements AutoCloseable {
    private static final String SOCKET = "operations";
    private static final String NETWORK = "network";
    /** A thousand watches and those who ask beside them; an idle connection takes some 30 KiB of the heap. */
    private static final int CONNECTIONS = 1280;
    /** Through the network's door: TLS takes several times as much. */
    private static final int TLS_CONNECTIONS = 256;

    private static final int WRITE_BUFFER_BYTES = 1024;
    private static final int PAYLOAD_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int REQUEST_LINE_BYTES = 8 * 1024;

    private final WebServer web;
    private final Path socket;
    private final SlowReaders readers;

    private Server(WebServer web, Path socket, SlowReaders readers) {
        this.web = web;
        this.socket = socket;
        this.readers = readers;
    }

    /**
     * Binds all doors and answers from then on.
     */
    public static Server start(ServerOptions options, NodeView view, Metrics metrics) throws StartRefusal {
        ListenAddress listen = options.listen();
        Path socket = options.socket();
        refuseTakenPort("--listen", listen);
        metrics.node().conditionsFrom(() -> ConditionSamples.of(view));
        var readers = new SlowReaders();
        var routes = new Routes(view, metrics, readers);
        Tokens tokens = options.tokens();
        try {
            Files.deleteIfExists(socket);
            var builder = WebServer.builder()
                    .shutdownHook(false)
                    .update(tcp -> configure(tcp, routes.behind(Doorkeeper.ofLoopback(tokens))))
                    .address(listen.address())
                    .port(listen.port())
                    .putSocket(
                            SOCKET,
                            ListenerConfig.builder()
                                    .update(unix -> configure(unix, routes.behind(Doorkeeper.ofSocket())))
                                    .bindAddress(UnixDomainSocketAddress.of(socket))
                                    .build());
            if (options.network().isPresent()) {
                openNetwork(builder, options.network().get(), routes.behind(Doorkeeper.ofNetwork(tokens)));
            }
            WebServer web = builder.build().start();
            if (!web.isRunning()) {
                throw new IOException("the server does not start");
            }
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
            return new Server(web, socket, readers);
        } catch (RuntimeException | IOException failed) {
            throw new StartRefusal("cannot serve on " + listen + " and " + socket + ": " + failed.getMessage(), failed);
        }
    }

    private static void openNetwork(WebServerConfig.Builder builder, NetworkDoor door, HttpRouting.Builder routing)
            throws StartRefusal {
        refuseTakenPort("--listen-tls", door.listen());
        builder.putSocket(
                NETWORK,
                ListenerConfig.builder()
                        .update(network -> configure(network, routing).maxTcpConnections(TLS_CONNECTIONS))
                        .address(door.listen().address())
                        .port(door.listen().port())
                        .tls(door.tls())
                        .build());
    }

    /** Helidon only logs, at length, when a port is taken; so it is tried beforehand. */
    private static void refuseTakenPort(String option, ListenAddress listen) throws StartRefusal {
        try (var trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(listen.address(), listen.port()));
        } catch (IOException taken) {
            throw new StartRefusal(
                    option + " " + listen + ": cannot be bound (" + taken.getMessage()
                            + "): end the program that listens there, or give another port",
                    taken);
        }
    }

    private static ListenerConfig.BuilderBase<?, ?> configure(
            ListenerConfig.BuilderBase<?, ?> listener, HttpRouting.Builder routing) {
        var http = Http1Config.builder()
                .maxHeadersSize(HEADER_BYTES)
                .maxPrologueLength(REQUEST_LINE_BYTES)
                .build();
        return listener.routing(routing)
                .addConnectionSelector(new AnyHttp1(http))
                .directHandlers(Answers.directHandlers())
                .maxPayloadSize(PAYLOAD_BYTES)
                .maxTcpConnections(CONNECTIONS)
                .writeBufferSize(WRITE_BUFFER_BYTES)
                .idleConnectionTimeout(Duration.ofSeconds(60))
                .idleConnectionPeriod(Duration.ofSeconds(10))
                .shutdownGracePeriod(Duration.ofMillis(500));
    }

    /** The port that is served, also when any free one was asked for. */
    public int port() {
        return web.port();
    }

    /** The same of the port for others; -1 when there is none. */
    public int networkPort() {
        return web.port(NETWORK);
    }

    @Override
    public void close() {
        readers.close();
        web.stop();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException left) {
            // The next start removes it.
            return;
        }
    }
}
