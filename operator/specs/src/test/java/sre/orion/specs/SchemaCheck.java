package sre.orion.specs;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** SchemaCheck judges a value by the part of JSON Schema that Orion's schemas use. */
final class SchemaCheck {
    private final JsonNode root;

    SchemaCheck(JsonNode root) {
        this.root = root;
    }

    /** What is wrong with a document; empty when nothing is. */
    List<String> complaints(JsonNode document) {
        var found = new ArrayList<String>();
        check(root, document, "", found);
        return found;
    }

    private void check(JsonNode schema, JsonNode value, String path, List<String> found) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString().replace("#/$defs/", "");
            check(root.path("$defs").path(name), value, path, found);
        }
        if (schema.has("anyOf")) {
            anyOf(schema.get("anyOf"), value, path, found);
        }
        if (schema.has("type") && !isOfType(schema.get("type"), value)) {
            found.add(path + " is no " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            found.add(path + " is none of " + schema.get("enum"));
        }
        if (schema.has("pattern")
                && !value.asString().matches(schema.get("pattern").asString())) {
            found.add(path + " does not match " + schema.get("pattern"));
        }
        boolean low =
                schema.has("minimum") && value.asLong() < schema.get("minimum").asLong();
        if (low
                || (schema.has("maximum")
                        && value.asLong() > schema.get("maximum").asLong())) {
            found.add(path + " is out of range");
        }
        if (schema.has("items")) {
            value.valueStream().forEach(item -> check(schema.get("items"), item, path + "[]", found));
        }
        if (value.isObject()) {
            object(schema, value, path, found);
        }
    }

    private void anyOf(JsonNode choices, JsonNode value, String path, List<String> found) {
        var all = new ArrayList<String>();
        for (JsonNode choice : choices) {
            var own = new ArrayList<String>();
            check(choice, value, path, own);
            if (own.isEmpty()) {
                return;
            }
            all.addAll(own);
        }
        found.addAll(all);
    }

    private void object(JsonNode schema, JsonNode value, String path, List<String> found) {
        schema.path("required").forEach(key -> {
            if (!value.has(key.asString())) {
                found.add(path + " lacks " + key);
            }
        });
        value.properties().forEach(entry -> {
            String inner = path + "/" + entry.getKey();
            JsonNode known = schema.path("properties").get(entry.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (known != null) {
                check(known, entry.getValue(), inner, found);
            } else if (others.isObject()) {
                check(others, entry.getValue(), inner, found);
            } else if (others.isBoolean() && !entry.getKey().startsWith("x-")) {
                found.add(inner + " is not known");
            }
        });
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(one -> isOfType(one, value));
        }
        return switch (type.asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> value.isNull();
        };
    }
}
