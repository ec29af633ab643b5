package sre.orion.agent.walk;

import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.resource.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** WalkedSpecs is the text of a node's specs: one resource whose field is walked, and those around it that nobody changes. */
final class WalkedSpecs {
    static final String NODE = "node";
    static final String WALKED = "walked";
    static final String FILE = NODE + "/specs.yaml";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AROUND = """
            ---
            apiVersion: orion.sre/v1
            kind: Service
            metadata: {name: peer}
            spec:
              rollout: {minReady: 1s}
              container:
                image: walk:1
                ipc: shareable
                healthcheck: {test: [CMD, "true"], interval: 1s}
                volumes: ["data:/data"]
            ---
            apiVersion: orion.sre/v1
            kind: Service
            metadata: {name: bystander}
            spec:
              rollout: {minReady: 1s}
              container: {image: walk:1, networks: [front, back, six]}
            ---
            {apiVersion: orion.sre/v1, kind: Network, metadata: {name: front}, spec: {ipam: {config: [{subnet: 10.90.0.0/24}]}}}
            ---
            {apiVersion: orion.sre/v1, kind: Network, metadata: {name: back}}
            ---
            apiVersion: orion.sre/v1
            kind: Network
            metadata: {name: six}
            spec: {enable_ipv6: true, ipam: {config: [{subnet: "fd00:90::/64"}]}}
            ---
            {apiVersion: orion.sre/v1, kind: Volume, metadata: {name: data}}
            ---
            {apiVersion: orion.sre/v1, kind: Volume, metadata: {name: more}}
            """;

    private WalkedSpecs() {}

    /** The object of the host that the walked resource is. */
    static String object(Kind kind) {
        return kind.text() + " " + WALKED;
    }

    /** The text with this spec; the walked resource comes first, a line for each key. */
    static String text(Kind kind, ObjectNode spec) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("apiVersion", "orion.sre/v1")
                .put("kind", kind.text())
                .putObject("metadata")
                .put("name", WALKED);
        whole.set("spec", kind == Kind.SERVICE ? service(spec) : spec);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n" + AROUND;
    }

    private static ObjectNode service(ObjectNode spec) {
        ObjectNode whole = spec.deepCopy();
        JsonNode container = whole.path("container");
        if (container.isMissingNode()) {
            whole.putObject("container").put("image", "walk:1");
        } else if (container instanceof ObjectNode object && !object.has("image")) {
            object.put("image", "walk:1");
        }
        if (!whole.has("rollout")) {
            whole.putObject("rollout").put("minReady", "1s");
        }
        return whole;
    }

    /** Other files of the node's folder. */
    static SortedMap<String, String> beside() {
        var files = new TreeMap<String, String>();
        files.put(NODE + "/one.env", "WALK=one\n");
        files.put(NODE + "/two.env", "WALK=two\n");
        files.put(NODE + "/quoted.env", "WALK='quoted'\n");
        files.put(NODE + "/one.labels", "walk=one\n");
        files.put(NODE + "/two.labels", "walk=two\n");
        return files;
    }
}
