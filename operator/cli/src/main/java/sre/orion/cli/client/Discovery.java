package sre.orion.cli.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Discovery is which kinds an operator serves; Orion's own are asked for first, for they are nearly always meant. */
public final class Discovery {
    private static final List<String> GROUP_VERSIONS = List.of("orion.sre/v1", "v1");

    private final OperatorClient client;
    private final List<ResourceType> known = new ArrayList<>();
    private int asked;

    /** Nothing is asked yet. */
    public Discovery(OperatorClient client) {
        this.client = client;
    }

    /** What a word stands for: one kind, or all of a category. */
    public List<ResourceType> types(String word) throws OperatorException {
        while (true) {
            List<ResourceType> exact =
                    known.stream().filter(type -> type.isCalled(word)).toList();
            if (!exact.isEmpty()) {
                return List.of(exact.getFirst());
            }
            if (asked == GROUP_VERSIONS.size()) {
                break;
            }
            ask(GROUP_VERSIONS.get(asked++));
        }
        List<ResourceType> category =
                known.stream().filter(type -> type.categories().contains(word)).toList();
        if (category.isEmpty()) {
            throw new OperatorException("the server doesn't have a resource type \"" + word + "\"; it has "
                    + String.join(", ", known.stream().map(ResourceType::plural).toList()));
        }
        return category;
    }

    /** The one kind that a word stands for. */
    public ResourceType type(String word) throws OperatorException {
        List<ResourceType> found = types(word);
        if (found.size() > 1) {
            throw new OperatorException("\"" + word + "\" stands for several kinds; name one");
        }
        return found.getFirst();
    }

    private void ask(String groupVersion) throws OperatorException {
        String path = groupVersion.contains("/") ? "/apis/" + groupVersion : "/api/" + groupVersion;
        for (JsonNode resource : client.get(path).path("resources")) {
            if (!resource.path("name").asString("").contains("/")) {
                known.add(ResourceType.of(groupVersion, resource));
            }
        }
    }
}
