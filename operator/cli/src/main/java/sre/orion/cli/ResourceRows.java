package sre.orion.cli;

import tools.jackson.databind.JsonNode;

/** What tables show of a resource. */
final class ResourceRows {
    private ResourceRows() {}

    /** Where all resources of a kind are listed. */
    static String path(String plural) {
        return "/apis/orion.sre/v1/" + plural;
    }

    static String name(JsonNode item) {
        return item.at("/metadata/name").asString("");
    }

    static boolean isReady(JsonNode item) {
        return ready(item, "status").equals("True");
    }

    /** A field of the condition {@code Ready}; {@code Unknown} as status and nothing else while there is none. */
    static String ready(JsonNode item, String field) {
        for (JsonNode condition : item.at("/status/conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                return condition.path(field).asString("");
            }
        }
        return field.equals("status") ? "Unknown" : "";
    }
}
