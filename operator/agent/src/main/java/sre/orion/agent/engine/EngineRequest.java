package sre.orion.agent.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * EngineRequest is one HTTP request to the engine.
 *
 * @param method such as {@code GET}, in capitals
 * @param path with its query, without the version of the API: {@code /containers/json?all=1}
 * @param body JSON; a binary value is sent as the tar that it is
 * @param deadline after which the call is broken off
 */
public record EngineRequest(String method, String path, Optional<JsonNode> body, Duration deadline) {

    /** A read. */
    public static EngineRequest get(String path, Duration deadline) {
        return new EngineRequest("GET", path, Optional.empty(), deadline);
    }

    /** A request to do something that needs no body. */
    public static EngineRequest post(String path, Duration deadline) {
        return new EngineRequest("POST", path, Optional.empty(), deadline);
    }

    /** A request to do or make what the body says. */
    public static EngineRequest post(String path, JsonNode body, Duration deadline) {
        return new EngineRequest("POST", path, Optional.of(body), deadline);
    }

    /** A removal. */
    public static EngineRequest delete(String path, Duration deadline) {
        return new EngineRequest("DELETE", path, Optional.empty(), deadline);
    }

    /** Whether the request only reads, so that sending it twice harms nobody. */
    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The request as messages name it: {@code GET /containers/json?all=1}. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** A value as a path segment or a query may carry it. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
