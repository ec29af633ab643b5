package sre.orion.agent.serve.kube;

import static java.util.Objects.requireNonNull;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sre.orion.agent.serve.http.Answers;
import sre.orion.agent.serve.http.Refusal;
import sre.orion.agent.serve.store.ObjectType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Discovery is what a client asks first: which groups, versions and types there are, in the old form (a document for each
 * group) and the aggregated one ({@code apidiscovery.k8s.io}, a document for all).
 */
final class Discovery {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Versions of the group {@code apidiscovery.k8s.io} that are spoken, the better first. */
    private static final List<String> AGGREGATED = List.of("v2", "v2beta1");

    private final Map<String, List<Entry>> groups = new LinkedHashMap<>();

    /**
     * Entry is one line of discovery: a type, or a subresource of one.
     *
     * @param subresource such as {@code log}, or empty
     */
    record Entry(ObjectType type, String subresource, List<String> verbs) {
        static Entry of(ObjectType type) {
            return new Entry(type, "", type.verbs());
        }

        String name() {
            return subresource.isEmpty() ? type.plural() : type.plural() + "/" + subresource;
        }
    }

    Discovery(List<Entry> entries) {
        entries.forEach(each -> groups.computeIfAbsent(each.type().group(), _ -> new ArrayList<>())
                .add(each));
    }

    /** Answers a path that names no resource. */
    void answer(ServerRequest request, ServerResponse response, String path) {
        String[] segments = path.replaceFirst("/$", "").substring(1).split("/", -1);
        boolean core = segments[0].equals("api");
        int length = segments.length;
        if (length == 1) {
            String accept = request.headers().first(HeaderNames.ACCEPT).orElse("");
            answerRoot(response, core, aggregated(accept));
        } else if (length == 2 && (core ? knows("", segments[1]) : knows(segments[1]))) {
            Answers.json(response, core ? resources("", segments[1]) : group(segments[1]));
        } else if (length == 3 && !core && knows(segments[1], segments[2])) {
            Answers.json(response, resources(segments[1], segments[2]));
        } else {
            throw Refusal.unknownPath().exception();
        }
    }

    private void answerRoot(ServerResponse response, boolean core, Optional<String> version) {
        if (version.isEmpty()) {
            Answers.json(response, core ? coreVersions() : groups());
            return;
        }
        String type = "application/json;g=apidiscovery.k8s.io;v=" + version.get() + ";as=APIGroupDiscoveryList";
        Answers.bytes(response, type, JSON.writeValueAsBytes(aggregated(core, version.get())));
    }

    /** The first version of the aggregated form that a client accepts. */
    private static Optional<String> aggregated(String accept) {
        return Stream.of(accept.replace(" ", "").split(",", -1))
                .map(range -> List.of(range.split(";", -1)))
                .filter(range -> range.contains("as=APIGroupDiscoveryList"))
                .flatMap(range -> AGGREGATED.stream().filter(version -> range.contains("v=" + version)))
                .findFirst();
    }

    /** {@code /api}: the versions of the core group. */
    private ObjectNode coreVersions() {
        ObjectNode versions = JSON.createObjectNode().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    /** {@code /apis}: the other groups. */
    private ObjectNode groups() {
        ObjectNode list = JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode array = list.putArray("groups");
        groups.keySet().stream().filter(group -> !group.isEmpty()).forEach(group -> array.add(group(group)));
        return list;
    }

    private boolean knows(String group) {
        return groups.containsKey(group);
    }

    private boolean knows(String group, String version) {
        return knows(group)
                && requireNonNull(groups.get(group)).getFirst().type().version().equals(version);
    }

    /** {@code /apis/GROUP}. */
    private ObjectNode group(String name) {
        String version = requireNonNull(groups.get(name)).getFirst().type().version();
        ObjectNode group = JSON.createObjectNode()
                .put("kind", "APIGroup")
                .put("apiVersion", "v1")
                .put("name", name);
        ObjectNode preferred = JSON.createObjectNode()
                .put("groupVersion", name + "/" + version)
                .put("version", version);
        group.putArray("versions").add(preferred);
        group.set("preferredVersion", preferred);
        return group;
    }

    /** {@code /api/v1} and {@code /apis/GROUP/VERSION}. */
    private ObjectNode resources(String group, String version) {
        ObjectNode list = JSON.createObjectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (Entry entry : groups.getOrDefault(group, List.of())) {
            ObjectType type = entry.type();
            ObjectNode resource = resources
                    .addObject()
                    .put("name", entry.name())
                    .put("singularName", entry.subresource().isEmpty() ? type.singular() : "")
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            addAll(resource, "verbs", entry.verbs(), true);
            if (entry.subresource().isEmpty()) {
                addAll(resource, "shortNames", type.shortNames(), false);
                addAll(resource, "categories", type.categories(), false);
            }
        }
        return list;
    }

    /** The aggregated document of {@code /api} or {@code /apis}. */
    private ObjectNode aggregated(boolean core, String version) {
        ObjectNode list = JSON.createObjectNode()
                .put("kind", "APIGroupDiscoveryList")
                .put("apiVersion", "apidiscovery.k8s.io/" + version);
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        groups.forEach((group, members) -> {
            if (group.isEmpty() == core) {
                ObjectNode item = items.addObject();
                ObjectNode metadata = item.putObject("metadata");
                if (!core) {
                    metadata.put("name", group);
                }
                metadata.putNull("creationTimestamp");
                ObjectNode one = item.putArray("versions").addObject();
                one.put("version", members.getFirst().type().version());
                ArrayNode resources = one.putArray("resources");
                members.stream()
                        .filter(entry -> entry.subresource().isEmpty())
                        .forEach(entry -> resources.add(aggregated(entry, members)));
                one.put("freshness", "Current");
            }
        });
        return list;
    }

    private static ObjectNode aggregated(Entry entry, List<Entry> members) {
        ObjectType type = entry.type();
        ObjectNode resource = JSON.createObjectNode().put("resource", type.plural());
        resource.set("responseKind", responseKind(type));
        resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster").put("singularResource", type.singular());
        addAll(resource, "verbs", entry.verbs(), true);
        addAll(resource, "shortNames", type.shortNames(), false);
        addAll(resource, "categories", type.categories(), false);
        List<Entry> below = members.stream()
                .filter(other ->
                        other.type().equals(type) && !other.subresource().isEmpty())
                .toList();
        if (!below.isEmpty()) {
            ArrayNode subresources = resource.putArray("subresources");
            for (Entry subresource : below) {
                ObjectNode node = subresources.addObject().put("subresource", subresource.subresource());
                node.set("responseKind", responseKind(type));
                addAll(node, "verbs", subresource.verbs(), true);
            }
        }
        return resource;
    }

    private static ObjectNode responseKind(ObjectType type) {
        return JSON.createObjectNode()
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
    }

    private static void addAll(ObjectNode node, String field, List<String> words, boolean evenEmpty) {
        if (evenEmpty || !words.isEmpty()) {
            ArrayNode array = node.putArray(field);
            words.forEach(array::add);
        }
    }
}
