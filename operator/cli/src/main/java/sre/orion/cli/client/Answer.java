package sre.orion.cli.client;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answer is the answer to one request, its body still to be read; closing it closes the connection. */
public final class Answer implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;

    private final Address.Connection connection;
    private final InputStream in;
    private final int code;
    private final SortedMap<String, String> headers = new TreeMap<>();

    /** Reads the head of an answer of HTTP/1.1. */
    Answer(Address.Connection connection) throws IOException {
        this.connection = connection;
        in = new BufferedInputStream(connection.in());
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
            throw new IOException("what answers there is no operator");
        }
        code = Integer.parseInt(status[1]);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** The status code. */
    public int code() {
        return code;
    }

    /** The body, of which more may come as long as the operator sends. */
    public InputStream body() {
        return headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked") ? new Chunks(in) : in;
    }

    /** The whole body. */
    public String text() throws IOException {
        String length = headers.getOrDefault("content-length", "");
        byte[] bytes = length.matches("\\d{1,9}") ? in.readNBytes(Integer.parseInt(length)) : body().readAllBytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        connection.close();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new EOFException("what answers there is no operator, or it ended in the middle of an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Chunks joins a chunked body: a size in hexadecimal, the bytes, a line break; size 0 ends it. */
    private static final class Chunks extends InputStream {
        private final InputStream in;
        private int left;
        private boolean first = true;
        private boolean ended;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                next();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(target, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the answer ended in the middle");
            }
            left -= count;
            return count;
        }

        private void next() throws IOException {
            if (!first) {
                var _ = line(in);
            }
            first = false;
            String size = line(in).split(";", 2)[0].strip();
            try {
                left = Integer.parseInt(size, 16);
            } catch (NumberFormatException malformed) {
                throw new IOException("a chunk of the answer has no size", malformed);
            }
            ended = left == 0;
        }
    }
}
