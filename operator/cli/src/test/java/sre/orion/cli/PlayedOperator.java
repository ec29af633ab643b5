package sre.orion.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The unix socket of an operator that says what the test wants, and hears what it is told. */
final class PlayedOperator implements AutoCloseable {
    private static final String GROUP = "/apis/orion.sre/v1";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel door;

    PlayedOperator(Path state) throws IOException {
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(state.resolve("orion.sock")));
        Thread.ofVirtual().start(this::serve);
        says("GET /readyz", 200, "ok");
        says("GET " + GROUP, 200, """
                {"resources":[
                {"name":"services","singularName":"service","kind":"Service","namespaced":true,"shortNames":["sv"],
                 "categories":["all","orion"]},
                {"name":"networks","singularName":"network","kind":"Network","namespaced":true,"categories":["all","orion"]},
                {"name":"volumes","singularName":"volume","kind":"Volume","namespaced":true,"categories":["all","orion"]},
                {"name":"services/status","kind":"Service","namespaced":true}]}""");
        says("GET /api/v1", 200, """
                {"resources":[{"name":"pods","singularName":"pod","kind":"Pod","namespaced":true},
                {"name":"events","singularName":"event","kind":"Event","namespaced":true}]}""");
        for (String plural : List.of("nodes", "networks", "volumes", "services")) {
            says("GET " + path(plural), 200, "{\"items\":[],\"columnDefinitions\":[],\"rows\":[]}");
        }
    }

    static String path(String plural) {
        return GROUP + "/" + plural;
    }

    /** Where one Service is looked for, by any command. */
    static String oneService(String name) {
        return "GET " + path("services") + "?fieldSelector=metadata.name%3D" + name;
    }

    void says(String request, int code, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        answers.put(request, "HTTP/1.1 " + code + " X\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    void saysRaw(String request, String answer) {
        answers.put(request, answer);
    }

    /** The requests so far, whole. */
    List<String> requests() {
        return requests;
    }

    /** A resource as the API shows it. */
    static String item(String kind, String name, String status, String reason, String message) {
        return """
                {"kind":"%s","metadata":{"name":"%s","namespace":"cortex","resourceVersion":"7"},"status":{"conditions":[\
                {"type":"Ready","status":"%s","reason":"%s","message":"%s"}]}}""".formatted(kind, name, status, reason, message);
    }

    private void serve() {
        try {
            while (true) {
                try (SocketChannel client = door.accept()) {
                    var buffer = ByteBuffer.allocate(16_384);
                    client.read(buffer);
                    String request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
                    requests.add(request);
                    String asked = request.substring(0, request.indexOf(" HTTP/1.1"));
                    String answer = new TreeMap<>(answers)
                            .getOrDefault(asked, "HTTP/1.1 404 X\r\n\r\n{\"message\":\"nothing there\"}");
                    client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException closed) {
            requests.add("closed");
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
