package sre.orion.cli;

import tools.jackson.databind.JsonNode;

/** Conditions is what stands in the status of a resource. */
final class Conditions {
    private Conditions() {}

    /** A field of a condition; {@code Unknown} as status and nothing else while there is none. */
    static String field(JsonNode item, String type, String field) {
        for (JsonNode condition : item.at("/status/conditions")) {
            if (condition.path("type").asString("").equalsIgnoreCase(type)) {
                return condition.path(field).asString("");
            }
        }
        return field.equals("status") ? "Unknown" : "";
    }

    static boolean isReady(JsonNode item) {
        return field(item, "Ready", "status").equals("True");
    }
}
