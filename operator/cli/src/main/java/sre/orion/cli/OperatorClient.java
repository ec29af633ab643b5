package sre.orion.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the operator's API over either of its doors; the JDK's own HTTP client knows no unix sockets. */
final class OperatorClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SECONDS = 10;

    private final SocketAddress address;

    OperatorClient(SocketAddress address) {
        this.address = address;
    }

    /** An answer as it came: the code and the text of its body. */
    record Answer(int code, String body) {}

    /** The JSON at a path; what the operator refuses is an exception with its message. */
    JsonNode get(String path) throws OperatorException {
        return json(send("GET", path, ""));
    }

    /** What a path that speaks plain text says, whatever its code. */
    Answer text(String path) throws OperatorException {
        return send("GET", path, "");
    }

    JsonNode post(String path, JsonNode body) throws OperatorException {
        return json(send("POST", path, body.toString()));
    }

    private static JsonNode json(Answer answer) throws OperatorException {
        try {
            JsonNode body = JSON.readTree(answer.body());
            if (answer.code() / 100 != 2) {
                throw new OperatorException(body.path("message").asString("refused with code " + answer.code()));
            }
            return body;
        } catch (JacksonException malformed) {
            throw new OperatorException(
                    "the answer of " + answer.code() + " is no JSON; is this an operator?", malformed);
        }
    }

    private Answer send(String method, String path, String body) throws OperatorException {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        String length = size == 0 ? "" : "Content-Length: " + size + "\r\n";
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length + "\r\n";
        try (var channel = SocketChannel.open(address)) {
            var deadline = CompletableFuture.runAsync(
                    () -> close(channel), CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
            write(channel, (head + body).getBytes(StandardCharsets.UTF_8));
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            deadline.cancel(false);
            return parse(answer);
        } catch (IOException | UnresolvedAddressException failed) {
            throw new OperatorException(
                    "cannot reach the operator at " + address + ": is it running? (" + why(failed) + ")", failed);
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The read that waits fails all the same.
            return;
        }
    }

    private static String why(Exception failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }

    private static Answer parse(byte[] answer) throws IOException {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        try {
            int end = text.indexOf("\r\n\r\n");
            int code = Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            boolean chunked = text.substring(0, end).toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
            byte[] body =
                    chunked ? joinChunks(text.substring(end + 4)) : Arrays.copyOfRange(answer, end + 4, answer.length);
            return new Answer(code, new String(body, StandardCharsets.UTF_8));
        } catch (NumberFormatException | IndexOutOfBoundsException malformed) {
            throw new IOException("what answers there is no operator", malformed);
        }
    }

    /** Chunks in a text of one character a byte: a size in hexadecimal, the bytes, a line break. */
    private static byte[] joinChunks(String text) {
        var body = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int lineEnd = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, lineEnd).strip(), 16);
            body.writeBytes(text.substring(lineEnd + 2, lineEnd + 2 + size).getBytes(StandardCharsets.ISO_8859_1));
            at = size == 0 ? text.length() : lineEnd + 2 + size + 2;
        }
        return body.toByteArray();
    }
}
