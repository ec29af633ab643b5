package sre.orion.agent.serve.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import sre.orion.agent.serve.http.Refusal.Details;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How every answer is written: JSON, and what is refused as Kubernetes' {@code Status}, which clients know how to show. */
public final class Answers {
    /** The content type of all JSON. */
    public static final String JSON_TYPE = "application/json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    /** Answers with an object as JSON. */
    public static void json(ServerResponse response, Object body) {
        bytes(response, JSON_TYPE, JSON.writeValueAsBytes(body));
    }

    /** Answers with bytes of some type. */
    public static void bytes(ServerResponse response, String contentType, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, contentType).send(body);
    }

    /** Answers with text. */
    public static void text(ServerResponse response, int code, String contentType, String body) {
        response.status(code)
                .header(HeaderNames.CONTENT_TYPE, contentType)
                .header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .send(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses. */
    public static void refuse(ServerResponse response, Refusal refusal) {
        response.status(refusal.code());
        if (refusal.code() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"orion\"");
        }
        if (refusal.details().retryAfterSeconds() > 0) {
            response.header(
                    HeaderNames.RETRY_AFTER, String.valueOf(refusal.details().retryAfterSeconds()));
        }
        json(response, status(refusal));
    }

    /** What the server refuses before any route is asked: bad request lines, too long headers, too large bodies. */
    public static DirectHandlers directHandlers() {
        DirectHandler handler = (request, type, code, headers, message) -> DirectHandler.TransportResponse.builder()
                .status(code)
                .header(HeaderNames.CONTENT_TYPE, JSON_TYPE)
                .entity(JSON.writeValueAsBytes(status(new Refusal(
                        code.code(),
                        reason(code.code()),
                        "the request is refused: " + code.reasonPhrase(),
                        Details.NONE))))
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

    /** The {@code Status} of a refusal. */
    public static ObjectNode status(Refusal refusal) {
        ObjectNode status = JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", refusal.message()).put("reason", refusal.reason());
        if (!refusal.details().equals(Details.NONE)) {
            status.set("details", details(refusal.details()));
        }
        return status.put("code", refusal.code());
    }

    private static ObjectNode details(Details details) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "name", details.name());
        put(node, "group", details.group());
        put(node, "kind", details.kind());
        if (!details.causes().isEmpty()) {
            ArrayNode causes = node.putArray("causes");
            details.causes()
                    .forEach(cause -> causes.addObject()
                            .put("reason", cause.reason())
                            .put("message", cause.message())
                            .put("field", cause.field()));
        }
        if (details.retryAfterSeconds() > 0) {
            node.put("retryAfterSeconds", details.retryAfterSeconds());
        }
        return node;
    }

    private static void put(ObjectNode node, String field, String text) {
        if (!text.isEmpty()) {
            node.put(field, text);
        }
    }
}
