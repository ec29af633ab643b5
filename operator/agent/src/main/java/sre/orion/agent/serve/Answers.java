package sre.orion.agent.serve;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** How every answer is written: JSON, and what is refused as Kubernetes' {@code Status}, which clients know how to show. */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTENT_TYPE = "application/json";

    private Answers() {}

    static void json(ServerResponse response, Object body) {
        response.header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE).send(JSON.writeValueAsBytes(body));
    }

    static void text(ServerResponse response, int code, String contentType, String body) {
        response.status(code)
                .header(HeaderNames.CONTENT_TYPE, contentType)
                .header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .send(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses with a code and Kubernetes' word for it. */
    static void refuse(ServerResponse response, int code, String reason, String message) {
        response.status(code);
        json(response, status(code, reason, message));
    }

    static void notFound(ServerResponse response, String message) {
        refuse(response, 404, "NotFound", message);
    }

    /** What the server refuses before any route is asked: bad request lines, too long headers, too large bodies. */
    static DirectHandlers directHandlers() {
        DirectHandler handler = (request, type, code, headers, message) -> DirectHandler.TransportResponse.builder()
                .status(code)
                .header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE)
                .entity(JSON.writeValueAsBytes(status(code.code(), reason(code.code()), "the request is refused")))
                .keepAlive(false)
                .build();
        var handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    private static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 413 -> "RequestEntityTooLarge";
            case 429, 503 -> "ServiceUnavailable";
            default -> "Unknown";
        };
    }

    private static Status status(int code, String reason, String message) {
        return new StatusBuilder()
                .withApiVersion("v1")
                .withKind("Status")
                .withNewMetadata()
                .endMetadata()
                .withStatus("Failure")
                .withMessage(message)
                .withReason(reason)
                .withCode(code)
                .build();
    }
}
