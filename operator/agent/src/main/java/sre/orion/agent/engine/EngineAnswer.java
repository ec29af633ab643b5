package sre.orion.agent.engine;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** EngineAnswer is a complete answer of the engine: a status and a body, which is JSON, plain text, or a proxy's HTML. */
public final class EngineAnswer {
    private static final int LONGEST_MESSAGE = 300;

    private final int status;
    private final byte[] body;

    /** An answer with the bytes of its body, which are not copied. */
    public EngineAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** An answer with a body of JSON; a missing node is an empty body. */
    public static EngineAnswer of(int status, JsonNode body) {
        return new EngineAnswer(status, body.isMissingNode() ? new byte[0] : Json.MAPPER.writeValueAsBytes(body));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the engine said yes. */
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The body as it came; not to be changed. */
    public byte[] bytes() {
        return body;
    }

    /** The body as JSON; a missing node when it is empty or no JSON. */
    public JsonNode json() {
        if (body.length == 0) {
            return Json.MAPPER.missingNode();
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException noJson) {
            return Json.MAPPER.missingNode();
        }
    }

    /** What the engine says of a refusal: the JSON's {@code message}, else the text in one line without HTML tags. */
    public String message() {
        String message = json().path("message").asString("");
        String text = message.isEmpty() ? new String(body, StandardCharsets.UTF_8) : message;
        String line = text.replaceAll("(?s)<(script|style|head)\\b.*?</\\1>|<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        if (line.isEmpty()) {
            return "no message";
        }
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }

    @Override
    public String toString() {
        return status + " " + message();
    }
}
