package sre.orion.agent.serve.kube;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** MergePatch is JSON merge patches (RFC 7396). */
final class MergePatch {
    private MergePatch() {}

    /** The paths at which a patch would change an object, in the order of the patch; none when it changes nothing. */
    static List<String> changes(ObjectNode object, ObjectNode patch) {
        var changes = new ArrayList<String>();
        collect("", object, patch, changes);
        return changes;
    }

    private static void collect(String at, JsonNode object, ObjectNode patch, List<String> changes) {
        patch.properties().forEach(entry -> {
            String path = at.isEmpty() ? entry.getKey() : at + "." + entry.getKey();
            JsonNode before = object.path(entry.getKey());
            if (entry.getValue() instanceof ObjectNode inner) {
                collect(path, before, inner, changes);
            } else if (entry.getValue().isNull()
                    ? !before.isMissingNode()
                    : !entry.getValue().equals(before)) {
                changes.add(path);
            }
        });
    }

    /** The object with the patch applied to it; neither is changed. */
    static ObjectNode apply(JsonNode object, ObjectNode patch) {
        ObjectNode result = object instanceof ObjectNode known ? known.deepCopy() : patch.objectNode();
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
            } else if (entry.getValue() instanceof ObjectNode inner) {
                result.set(entry.getKey(), apply(result.path(entry.getKey()), inner));
            } else {
                result.set(entry.getKey(), entry.getValue());
            }
        });
        return result;
    }
}
