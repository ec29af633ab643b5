package sre.orion.agent.realfaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FaultyProxy stands between an operator and its engine, and spoils the answers to those requests that a test names. */
final class FaultyProxy implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("\\A(GET|HEAD|POST|PUT|DELETE) (\\S+) HTTP/1\\.1");
    private static final int BUFFER = 64 * 1024;

    private final Path engine;
    private final Path socket;
    private final ServerSocketChannel server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile Spoiled spoiled = new Spoiled(Pattern.compile("(?!)"), Fault.DRIP);

    /** How an answer is spoiled. */
    enum Fault {
        /** The request stays here, and no answer comes. */
        HANG(""),
        /** The request stays here, and the connection ends. */
        RESET(""),
        /** What comes is no HTTP. */
        GARBAGE("\u0000\u0007rubbish\r\n\r\n"),
        /** It says that it is JSON, and is not. */
        NO_JSON(answer("200 OK", "application/json", "<html>It works!</html>")),
        /** The engine's answer to JSON that was cut off, whatever was sent. */
        SERVER_ERROR(answer("500 Internal Server Error", "application/json", "{\"message\":\"unexpected EOF\"}")),
        /** What a proxy answers to what it does not let through. */
        FORBIDDEN(answer("403 Forbidden", "text/html", "<html>Request forbidden by administrative rules.</html>")),
        /** The engine does what it is asked, and its answer ends in the middle. */
        CUT(""),
        /** The engine's answer comes byte by byte. */
        DRIP(""),
        /** Everything that the engine says is lost from now on. */
        MUTE("");

        private final String instead;

        Fault(String instead) {
            this.instead = instead;
        }

        private boolean keepsTheRequest() {
            return this != CUT && this != DRIP && this != MUTE;
        }

        private static String answer(String status, String type, String body) {
            return "HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(status, type, body.length(), body);
        }
    }

    private record Spoiled(Pattern requests, Fault fault) {
        boolean is(Fault other, String request) {
            return fault == other && requests.matcher(request).matches();
        }
    }

    /** Listens on a socket beside the engine's. */
    FaultyProxy(Path engine) {
        this.engine = engine;
        try {
            socket = Files.createTempDirectory("orion-proxy").resolve("docker.sock");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    Path socket() {
        return socket;
    }

    /** Spoils answers from now on, also to requests that were sent before; {@code requests} matches method and path without version. */
    void spoil(Fault fault, String requests) {
        spoiled = new Spoiled(Pattern.compile(requests), fault);
    }

    /** Lets everything through again. */
    void heal() {
        spoil(Fault.DRIP, "(?!)");
    }

    /** Ends every connection that is open. */
    void hangUp() {
        for (SocketChannel connection : open) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The requests so far that may change something, such as {@code POST /containers/create?name=x}. */
    List<String> mutations() {
        return requests.stream()
                .filter(request -> !request.startsWith("GET ") && !request.startsWith("HEAD "))
                .toList();
    }

    /** How many connections the operator holds open. */
    int connections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            // The proxy was closed.
        }
    }

    /** While the engine is away, a connection to it ends at once. */
    private void connect(SocketChannel client) {
        open.add(client);
        try (client;
                var upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            var connection = new Connection(client, upstream);
            Thread.ofVirtual().start(connection::answers);
            connection.requests();
        } catch (IOException ended) {
            // One side hung up; both are closed.
        } finally {
            open.remove(client);
        }
    }

    /** Connection is one connection of the operator, which has one request at a time under way. */
    private final class Connection {
        private final SocketChannel client;
        private final SocketChannel upstream;
        private volatile String request = "";

        Connection(SocketChannel client, SocketChannel upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (client.read(buffer) >= 0) {
                buffer.flip();
                note(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString());
                Spoiled now = spoiled;
                if (now.is(now.fault(), request) && now.fault().keepsTheRequest()) {
                    insteadOfTheEngine(now.fault());
                } else {
                    write(upstream, buffer);
                }
                buffer.clear();
            }
        }

        private void note(String text) {
            Matcher head = REQUEST.matcher(text);
            if (head.find()) {
                request = head.group(1) + " " + head.group(2).replaceFirst("\\A/v1\\.\\d+", "");
                requests.add(request);
            }
        }

        private void insteadOfTheEngine(Fault fault) throws IOException {
            if (fault != Fault.HANG) {
                write(client, ByteBuffer.wrap(fault.instead.getBytes(StandardCharsets.ISO_8859_1)));
                throw new IOException("spoiled");
            }
        }

        void answers() {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            try (client;
                    upstream) {
                while (upstream.read(buffer) >= 0) {
                    buffer.flip();
                    answer(buffer);
                    buffer.clear();
                }
            } catch (IOException ended) {
                // One side hung up; both are closed.
            }
        }

        private void answer(ByteBuffer bytes) throws IOException {
            Spoiled now = spoiled;
            if (now.is(Fault.CUT, request)) {
                write(client, bytes.limit(bytes.limit() / 2));
                throw new IOException("spoiled");
            }
            if (now.is(Fault.DRIP, request)) {
                for (int end = 1, all = bytes.limit(); end <= all; end++) {
                    write(client, bytes.limit(end));
                }
            } else if (!now.is(Fault.MUTE, request)) {
                write(client, bytes);
            }
        }

        private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        }
    }
}
