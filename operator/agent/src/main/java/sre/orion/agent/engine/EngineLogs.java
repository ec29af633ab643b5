package sre.orion.agent.engine;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** EngineLogs is what containers printed, as the engine keeps it. */
public final class EngineLogs {
    private static final Duration OPENING = Duration.ofSeconds(10);
    private static final int BUFFER = 8 * 1024;

    private final EngineTransport transport;

    /** The logs of an engine. */
    public EngineLogs(EngineTransport transport) {
        this.transport = transport;
    }

    /** Query is what part of a log is wanted, in the words of the engine's API. */
    public record Query(
            boolean follow, OptionalLong tail, Optional<Instant> since, Optional<Instant> until, boolean timestamps) {

        private String text() {
            var text = new StringBuilder("stdout=1&stderr=1");
            text.append(follow ? "&follow=1" : "").append(timestamps ? "&timestamps=1" : "");
            tail.ifPresent(lines -> text.append("&tail=").append(lines));
            since.ifPresent(moment -> text.append("&since=").append(seconds(moment)));
            until.ifPresent(moment -> text.append("&until=").append(seconds(moment)));
            return text.toString();
        }

        private static String seconds(Instant moment) {
            return "%d.%09d".formatted(moment.getEpochSecond(), moment.getNano());
        }
    }

    /**
     * Copies a log, line by line as it was printed.
     *
     * @param terminal whether the container has a terminal, whose output the engine does not wrap
     * @throws TransportException if the engine refuses it
     * @throws IOException if it breaks off, or {@code out} does not take it
     */
    public void copy(String id, boolean terminal, Query query, OutputStream out)
            throws TransportException, IOException {
        String path = "/containers/" + EngineRequest.encoded(id) + "/logs?" + query.text();
        try (EngineStream stream = transport.open(EngineRequest.get(path, OPENING))) {
            if (stream.status() != 200) {
                throw new TransportException(
                        TransportException.Effect.NOT_SENT, "the engine refuses the log: " + stream.status());
            }
            if (terminal) {
                copy(stream.bytes(), out);
            } else {
                unwrap(stream.bytes(), out);
            }
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            out.write(buffer, 0, length);
            out.flush();
        }
    }

    /** The frames of the engine's API: which output, three zeros, the length in four bytes, and so many bytes. */
    private static void unwrap(InputStream in, OutputStream out) throws IOException {
        var frames = new DataInputStream(in);
        var buffer = new byte[BUFFER];
        while (true) {
            int output = frames.read();
            if (output < 0) {
                return;
            }
            frames.skipNBytes(3);
            int left = frames.readInt();
            while (left > 0) {
                int length = frames.read(buffer, 0, Math.min(left, buffer.length));
                if (length < 0) {
                    throw new EOFException("the log ends in the middle of a line");
                }
                out.write(buffer, 0, length);
                left -= length;
            }
            out.flush();
        }
    }
}
