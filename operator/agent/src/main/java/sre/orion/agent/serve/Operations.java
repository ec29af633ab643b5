package sre.orion.agent.serve;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Caller;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.view.NodeView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person may tell the operator to do, as against what they want: that stands in the specs. */
final class Operations implements HttpService {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NodeView view;

    Operations(NodeView view) {
        this.view = view;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/approve", this::approve);
    }

    /** Takes {@code {"hash": "…"}}. */
    private void approve(ServerRequest request, ServerResponse response) {
        if (!Caller.from(request).operates()) {
            Answers.refuse(response, Refusal.forbidden("operations go through the unix socket, or need a token"));
            return;
        }
        String hash = request.content().hasEntity() ? hash(request.content().as(byte[].class)) : "";
        if (hash.isEmpty()) {
            Answers.refuse(response, Refusal.badRequest("send {\"hash\": \"…\"}"));
        } else if (view.approve(hash)) {
            Answers.json(response, Map.of("approved", hash));
        } else {
            Answers.refuse(
                    response,
                    new Refusal(
                            404,
                            "NotFound",
                            "no deletion with the hash " + hash + " waits for a yes",
                            Refusal.Details.NONE));
        }
    }

    private static String hash(byte[] body) {
        try {
            JsonNode hash = JSON.readTree(body).path("hash");
            return hash.isString() && hash.asString().matches("[0-9A-Za-z:]{1,128}") ? hash.asString() : "";
        } catch (JacksonException malformed) {
            return "";
        }
    }
}
