package sre.orion.agent;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * RehearsalEngine answers on a unix socket like a Docker engine that holds one container, one network and one volume as soon
 * as they were asked for. It is what {@link WarmUp} rehearses with, and good for nothing else.
 */
final class RehearsalEngine implements AutoCloseable {
    private static final String API = "/v1.51";

    private final JsonNode answers;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final WebServer web;

    RehearsalEngine(Path socket) throws IOException {
        try (InputStream canned = RehearsalEngine.class.getResourceAsStream("rehearsal/engine.json")) {
            answers = JsonMapper.builder().build().readTree(canned);
        }
        web = WebServer.builder()
                .shutdownHook(false)
                .bindAddress(UnixDomainSocketAddress.of(socket))
                .routing((HttpRouting.Builder routing) -> routing.any(this::answer))
                .build()
                .start();
    }

    private void answer(ServerRequest request, ServerResponse response) throws IOException, InterruptedException {
        String path = request.path().rawPath();
        String asked = path.startsWith(API) ? path.substring(API.length()) : path;
        if (request.prologue().method().text().equals("POST")) {
            made.add(asked.split("/", 3)[1]);
            boolean creates = asked.endsWith("/create");
            response.status(creates ? Status.CREATED_201 : Status.NO_CONTENT_204);
            send(response, creates ? "{\"Id\":\"made\",\"Warnings\":[]}" : "");
            return;
        }
        switch (asked) {
            case "/_ping" -> response.header("Api-Version", "1.51").send("OK");
            case "/events" -> hold(response);
            case "/containers/json", "/networks" ->
                send(response, made.contains(asked.split("/", 3)[1]) ? text(asked) : "[]");
            case "/volumes" -> send(response, made.contains("volumes") ? text(asked) : "{\"Volumes\":[]}");
            case String _ -> send(response, text(asked.startsWith("/containers/") ? "/containers/id/json" : asked));
        }
    }

    private String text(String path) {
        return answers.path(path).toString();
    }

    private static void send(ServerResponse response, String json) {
        response.header("Content-Type", "application/json").send(json.getBytes(StandardCharsets.UTF_8));
    }

    private void hold(ServerResponse response) throws IOException, InterruptedException {
        try (OutputStream stream = response.outputStream()) {
            stream.flush();
            closed.await();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        web.stop();
    }
}
