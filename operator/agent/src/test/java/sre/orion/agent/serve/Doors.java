package sre.orion.agent.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import sre.orion.agent.metrics.Metrics;
import sre.orion.agent.state.StartRefusal;

/** A running server and raw sockets to both of its doors, for requests that no well-behaved client sends. */
final class Doors implements AutoCloseable {
    final FixedView view = new FixedView();
    final Path socket;
    private final Metrics metrics = new Metrics("1.2.3", Clock.systemUTC());
    private final Server server;

    Doors(Path folder) throws StartRefusal {
        socket = folder.resolve("orion.sock");
        server = Server.start(options(folder), view, metrics);
    }

    /** Where a test serves. */
    private ServerOptions options(Path folder) throws StartRefusal {
        return ServerOptions.onLoopback(ListenAddress.parse("127.0.0.1:0"), folder.resolve("orion.sock"));
    }

    int port() {
        return server.port();
    }

    SocketAddress tcp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    SocketAddress unix() {
        return UnixDomainSocketAddress.of(socket);
    }

    /** The answer to a GET at the loopback door. */
    Answer get(String path, String... headers) throws IOException {
        return send(tcp(), request("GET", path, "", headers));
    }

    /** The whole text of a request that closes its connection. */
    static String request(String method, String path, String body, String... headers) {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (!String.join("\n", headers).toLowerCase(Locale.ROOT).contains("host:")) {
            text.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    static Answer send(SocketAddress door, String request) throws IOException {
        try (var channel = SocketChannel.open(door)) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? text : text.substring(0, end);
            return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, end < 0 ? "" : text.substring(end + 4));
        }
    }

    /** Answer is what came back, up to the end of the connection. */
    record Answer(int code, String head, String body) {}

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
