package sre.orion.agent.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** FakePeer is something that listens on a unix socket and answers as badly as a test wants. */
final class FakePeer implements AutoCloseable {
    private final Path socket;
    private final Function<String, String> script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
    private ServerSocketChannel server;

    /** The bytes are sent and the connection left open; with nothing after them the caller waits for more. */
    static final String SILENCE = "";
    /** The connection is closed without an answer. */
    static final String DROP = "drop";

    /**
     * Listens at once.
     *
     * @param script from a request's first line, such as {@code GET /_ping}, to the raw answer
     */
    FakePeer(Path socket, Function<String, String> script) throws IOException {
        this.socket = socket;
        this.script = script;
        server = listen();
    }

    /** A peer that answers pings and asks for its version as an engine of this API version does, and the rest by script. */
    static FakePeer engine(Path socket, String apiVersion, String lowest, Function<String, String> script)
            throws IOException {
        return new FakePeer(socket, request -> switch (request) {
            case "GET /_ping" -> answer("200 OK", "text/plain", "OK", "Api-Version: " + apiVersion);
            case "GET /version" ->
                json("200 OK", "{\"ApiVersion\":\"%s\",\"MinAPIVersion\":\"%s\"}".formatted(apiVersion, lowest));
            default -> script.apply(request);
        });
    }

    /** The beginning of an answer that goes on. */
    static String chunks(String... chunks) {
        var answer = new StringBuilder(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            answer.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return answer.toString();
    }

    static String json(String status, String body) {
        return answer(status, "application/json", body, "Server: fake");
    }

    static String answer(String status, String type, String body, String header) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + header + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** The first lines of the requests so far, pings and versions left out. */
    List<String> requests() {
        return requests.stream()
                .filter(request -> !request.equals("GET /_ping") && !request.equals("GET /version"))
                .toList();
    }

    EngineAddress address() {
        return EngineAddress.of("unix://" + socket);
    }

    /** Closes every connection and listens anew, as a daemon that is restarted does. */
    void restart() throws IOException {
        close();
        server = listen();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(socket);
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().name("fake-peer").start(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                SocketChannel connection = listening.accept();
                connections.add(connection);
                Thread.ofVirtual().name("fake-peer-connection").start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over, or the daemon is restarted.
        }
    }

    private void serve(SocketChannel connection) {
        var received = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (connection.read(buffer.clear()) >= 0) {
                received.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
                if (complete(received.toString()) && !answered(connection, received.toString())) {
                    connection.close();
                    return;
                }
                if (complete(received.toString())) {
                    received.setLength(0);
                }
            }
        } catch (IOException closed) {
            // The caller went away.
        }
    }

    private boolean answered(SocketChannel connection, String request) throws IOException {
        String[] words = request.split(" ", 3);
        String line = words[0] + " " + words[1];
        requests.add(line);
        String answer = script.apply(line);
        if (answer.equals(DROP)) {
            return false;
        }
        connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        return true;
    }

    private static boolean complete(String request) {
        int head = request.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        for (String line : request.substring(0, head).split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return request.length() - head - 4
                        >= Integer.parseInt(line.substring(15).strip());
            }
        }
        return true;
    }
}
