package sre.orion.agent.engine.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.container.Container;
import sre.orion.api.observation.Engine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * ComposeRequests is bodies of {@code POST /containers/create} as docker compose v5.5.0 sent them to an engine of API 1.51, by
 * the Compose feature that they show. Labels that differ from run to run are left out.
 */
public final class ComposeRequests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An engine that fills in nothing by itself. */
    public static final Engine ENGINE =
            new Engine(51, "host", "28.5.2", "json-file", "runc", 1, "amd64", false, Engine.Machine.UNKNOWN);

    private ComposeRequests() {}

    /** The bodies by name. */
    public static SortedMap<String, JsonNode> all() {
        try (InputStream in = ComposeRequests.class.getResourceAsStream("compose-requests.json")) {
            var requests = new TreeMap<String, JsonNode>();
            JSON.readTree(in).forEachEntry(requests::put);
            return requests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body of this name. */
    public static JsonNode named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /** What a request asks for: an engine that inspected it back as it came would tell this. */
    public static Container asked(JsonNode request) {
        ObjectNode inspect = JSON.createObjectNode()
                .put("Id", "f".repeat(64))
                .put("Name", "/asked")
                .put("Created", "2026-01-01T00:00:00Z");
        inspect.set("Config", request);
        inspect.set("HostConfig", request.path("HostConfig"));
        inspect.putObject("NetworkSettings")
                .set("Networks", request.path("NetworkingConfig").path("EndpointsConfig"));
        return InspectReader.state(inspect, ENGINE).container();
    }
}
