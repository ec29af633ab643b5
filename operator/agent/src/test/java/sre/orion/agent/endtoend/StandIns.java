package sre.orion.agent.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import sre.orion.fixtures.Eventually;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.FixtureImages;
import sre.orion.fixtures.vectors.ComposeVector;
import tools.jackson.databind.JsonNode;

/** StandIns is the images of the Compose vectors on a real engine: busybox with their configuration, and the programs that their health checks call. */
final class StandIns {
    private static final String PROGRAMS =
            "for program in pg_isready redis-cli curl healthcheck mysqladmin mariadb-admin;"
                    + " do printf '#!/bin/sh\\nexit 0\\n' > /bin/$program; chmod +x /bin/$program; done; echo dialout:x:20: >> /etc/group";

    private final FixtureClient client;
    private final String files;

    /** Makes the file system of all of them. */
    StandIns(FixtureClient client) {
        this.client = client;
        String busybox = FixtureImages.busybox(client);
        String body = "{\"Image\": \"" + busybox + "\", \"Cmd\": [\"sh\", \"-c\", \"" + PROGRAMS.replace("\\", "\\\\")
                + "\"]}";
        files = client.post("/containers/create", body).path("Id").asString();
        client.post("/containers/" + files + "/start");
        Eventually.within(TestNode.SOON, () -> {
            String status = client.get("/containers/" + files + "/json")
                    .at("/State/Status")
                    .asString();
            if (!status.equals("exited")) {
                throw new AssertionError("the programs are being written: " + status);
            }
        });
    }

    /** Puts every image that a vector names on the engine. */
    void provide(ComposeVector vector) {
        SortedMap<String, JsonNode> known = ComposeVector.images();
        var names = new TreeSet<String>();
        vector.deployments().getLast().requests().stream()
                .map(request -> request.at("/body/Image").asString(""))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        names.forEach(name -> commit(name, Objects.requireNonNull(known.getOrDefault(name, known.get("stack:1")))));
    }

    private void commit(String name, JsonNode configuration) {
        int colon = name.lastIndexOf(':');
        client.post(
                "/commit?container=" + files + "&repo=" + FixtureClient.encoded(name.substring(0, colon)) + "&tag="
                        + FixtureClient.encoded(name.substring(colon + 1)),
                configuration.toString());
    }

    /** Copies the files of a vector. */
    static Path copy(ComposeVector vector, Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(vector.folder())) {
            for (Path from : (Iterable<Path>) tree::iterator) {
                Path target = folder.resolve(vector.folder().relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(from, target);
                }
            }
        }
        return folder;
    }
}
