package sre.orion.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * WarmUpCommand runs the commands that people run most against canned answers, so that the ahead-of-time cache made meanwhile
 * holds all that they need. Without it each command takes half a second to begin.
 */
@Command(name = "warm-up", hidden = true, description = "Rehearse commands, for the ahead-of-time cache.")
final class WarmUpCommand implements Callable<Integer> {
    private static final List<List<String>> REHEARSED = List.of(
            List.of("get", "services"),
            List.of("get", "services", "-o", "json"),
            List.of("get", "services", "-o", "yaml"),
            List.of("get", "service/web", "-o", "jsonpath={.metadata.name}"),
            List.of("describe", "service", "web"),
            List.of("events"),
            List.of("status"));

    WarmUpCommand() {}

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("orionctl-warm-up-");
        Path socket = folder.resolve("orion.sock");
        int worst = 0;
        try (var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(socket));
            JsonNode canned = canned();
            Thread.ofVirtual().name("canned answers").start(() -> answer(door, canned));
            for (List<String> words : REHEARSED) {
                var arguments = new ArrayList<>(words);
                arguments.addAll(List.of("--state", folder.toString()));
                int code = Main.commandLine(arguments.getFirst())
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .execute(arguments.toArray(String[]::new));
                worst = Math.max(worst, code);
            }
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
        return worst;
    }

    private static JsonNode canned() throws IOException {
        try (InputStream json = WarmUpCommand.class.getResourceAsStream("rehearsal.json")) {
            return JsonMapper.builder().build().readTree(Objects.requireNonNull(json));
        }
    }

    private static void answer(ServerSocketChannel door, JsonNode canned) {
        var buffer = ByteBuffer.allocate(16 * 1024);
        while (door.isOpen()) {
            try (SocketChannel client = door.accept()) {
                client.read(buffer.clear());
                String request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
                JsonNode known = canned.path(request.split(" ", 3)[1]);
                JsonNode body =
                        known.isMissingNode() ? canned.path(request.contains("as=Table") ? "table" : "list") : known;
                byte[] bytes = (body.isString() ? body.asString() : body.toString()).getBytes(StandardCharsets.UTF_8);
                String head = "HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n";
                client.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8)));
                client.write(ByteBuffer.wrap(bytes));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
