package sre.orion.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client of a simulated node's API, with or without a token. */
final class ApiClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SERVICES = "/apis/orion.sre/v1/namespaces/" + SimulatedNode.NODE + "/services/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedNode node;
    private final String token;

    ApiClient(SimulatedNode node, String token) {
        this.node = node;
        this.token = token;
    }

    /** Answer is a code and the JSON of a body. */
    record Answer(int code, JsonNode body) {
        String message() {
            return body.path("message").asString("");
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    JsonNode service(String name) throws IOException, InterruptedException {
        return get(SERVICES + name).body();
    }

    /** {@code True Running}: the Ready condition of a Service. */
    String ready(String name) throws IOException, InterruptedException {
        JsonNode ready = service(name).at("/status/conditions/0");
        return ready.path("status").asString("") + " " + ready.path("reason").asString("");
    }

    /** Sets an annotation of a Service; {@code null} as JSON removes it. */
    Answer annotate(String service, String annotation, String value) throws IOException, InterruptedException {
        String patch = "{\"metadata\":{\"annotations\":{\"" + annotation + "\":" + value + "}}}";
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)),
                SERVICES + service);
    }

    private Answer send(HttpRequest.Builder request, String path) throws IOException, InterruptedException {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(
                request.uri(URI.create("http://127.0.0.1:" + node.port() + path))
                        .build(),
                BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }
}
