package sre.orion.cli.client;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OperatorClient asks one operator over one address. It is written by hand because the JDK's own HTTP client knows no unix
 * sockets and costs a command a tenth of a second to load.
 */
public final class OperatorClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ANY = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int SECONDS = 15;

    private final Address address;
    private final Optional<String> token;

    /** A client that says who it is with a bearer token, if there is one. */
    public OperatorClient(Address address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /** The JSON at a path; what the operator refuses is an exception with its message. */
    public JsonNode get(String path) throws OperatorException {
        return get(path, ANY);
    }

    /** The JSON at a path in the form that an {@code Accept} header asks for. */
    public JsonNode get(String path, String accept) throws OperatorException {
        return json("GET", path, accept, "", "");
    }

    /** What a path that speaks plain text says, and with which code, whatever it is. */
    public Text text(String path) throws OperatorException {
        try (Answer answer = send("GET", path, "text/plain", "", "")) {
            return new Text(answer.code(), answer.text());
        } catch (IOException failed) {
            throw unreachable(failed);
        }
    }

    /** Text is an answer in plain text. */
    public record Text(int code, String body) {}

    /** Sends JSON. */
    public JsonNode post(String path, JsonNode body) throws OperatorException {
        return json("POST", path, ANY, ANY, body.toString());
    }

    /** Merges JSON into what is there (RFC 7386). */
    public JsonNode patch(String path, JsonNode body) throws OperatorException {
        return json("PATCH", path, ANY, MERGE_PATCH, body.toString());
    }

    /** An answer that goes on for as long as the operator has something to say; the caller closes it. */
    public Answer stream(String path, String accept) throws OperatorException {
        Answer answer = send("GET", path, accept, "", "");
        if (answer.code() / 100 == 2) {
            return answer;
        }
        try (answer) {
            throw refused(answer.code(), answer.text());
        } catch (IOException failed) {
            throw unreachable(failed);
        }
    }

    private JsonNode json(String method, String path, String accept, String type, String body)
            throws OperatorException {
        try (Answer answer = send(method, path, accept, type, body)) {
            String text = answer.text();
            if (answer.code() / 100 != 2) {
                throw refused(answer.code(), text);
            }
            return JSON.readTree(text);
        } catch (JacksonException malformed) {
            throw new OperatorException("the answer of " + address + " is no JSON; is this an operator?", malformed);
        } catch (IOException failed) {
            throw unreachable(failed);
        }
    }

    private static OperatorException refused(int code, String text) {
        try {
            JsonNode status = JSON.readTree(text);
            String message = status.path("message").asString("refused with code " + code);
            return new OperatorException(message, code, status.path("reason").asString(""));
        } catch (JacksonException plain) {
            return new OperatorException("refused with code " + code + ": " + text.strip(), code, "");
        }
    }

    /** Sends a request; connecting and the head of the answer must not take longer than some seconds, the body may. */
    private Answer send(String method, String path, String accept, String type, String body) throws OperatorException {
        try {
            Address.Connection connection = address.connect();
            var deadline = CompletableFuture.runAsync(
                    connection::close, CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
            try {
                connection.out().write(request(method, path, accept, type, body));
                connection.out().flush();
                return new Answer(connection);
            } catch (IOException failed) {
                connection.close();
                throw failed;
            } finally {
                deadline.cancel(false);
            }
        } catch (IOException | UnresolvedAddressException failed) {
            throw unreachable(failed);
        }
    }

    private byte[] request(String method, String path, String accept, String type, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        head.append("Accept: ").append(accept).append("\r\nUser-Agent: orionctl\r\n");
        token.ifPresent(
                secret -> head.append("Authorization: Bearer ").append(secret).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Type: ").append(type).append("\r\n");
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] request = new byte[start.length + content.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        return request;
    }

    private OperatorException unreachable(Exception failed) {
        String why = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        return new OperatorException(
                "cannot reach the operator at " + address + ": is it running? (" + why + ")", failed);
    }
}
