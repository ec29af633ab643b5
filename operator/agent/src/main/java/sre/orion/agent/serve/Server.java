package sre.orion.agent.serve;

import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
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
    private static final int CONNECTIONS = 1024;
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
     * Binds both doors and answers from then on.
     *
     * @param socket path of the unix socket; a file left there by a crash is replaced, so the state directory must be
     *     locked
     */
    public static Server start(ListenAddress listen, Path socket, NodeView view, Metrics metrics) throws StartRefusal {
        refuseTakenPort(listen);
        metrics.node().conditionsFrom(() -> ConditionSamples.of(view));
        var readers = new SlowReaders();
        var reads = new Routes(view, metrics, readers);
        try {
            Files.deleteIfExists(socket);
            WebServer web = WebServer.builder()
                    .shutdownHook(false)
                    .update(tcp -> configure(tcp, reads.forEverybody()))
                    .address(listen.address())
                    .port(listen.port())
                    .putSocket(
                            SOCKET,
                            ListenerConfig.builder()
                                    .update(unix -> configure(unix, reads.forOperators()))
                                    .bindAddress(UnixDomainSocketAddress.of(socket))
                                    .build())
                    .build()
                    .start();
            if (!web.isRunning()) {
                throw new IOException("the server does not start");
            }
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
            return new Server(web, socket, readers);
        } catch (RuntimeException | IOException failed) {
            throw new StartRefusal("cannot serve on " + listen + " and " + socket + ": " + failed.getMessage(), failed);
        }
    }

    /** Helidon only logs, at length, when a port is taken; so it is tried beforehand. */
    private static void refuseTakenPort(ListenAddress listen) throws StartRefusal {
        try (var trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(listen.address(), listen.port()));
        } catch (IOException taken) {
            throw new StartRefusal(
                    "--listen " + listen + ": cannot be bound (" + taken.getMessage()
                            + "): end the program that listens there, or give another port",
                    taken);
        }
    }

    private static void configure(ListenerConfig.BuilderBase<?, ?> listener, HttpRouting.Builder routing) {
        var http = Http1Config.builder()
                .maxHeadersSize(HEADER_BYTES)
                .maxPrologueLength(REQUEST_LINE_BYTES)
                .build();
        listener.routing(routing)
                .addConnectionSelector(new AnyHttp1(http))
                .directHandlers(Answers.directHandlers())
                .maxPayloadSize(PAYLOAD_BYTES)
                .maxTcpConnections(CONNECTIONS)
                .idleConnectionTimeout(Duration.ofSeconds(60))
                .idleConnectionPeriod(Duration.ofSeconds(10))
                .shutdownGracePeriod(Duration.ofMillis(500));
    }

    /** The port that is served, also when any free one was asked for. */
    public int port() {
        return web.port();
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
