package sre.orion.agent.serve.kube;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.loop.ReconcilersCore;
import sre.orion.agent.serve.model.OrionObjects;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Kind;
import sre.orion.specs.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenApiSchemas is the schemas of one OpenAPI document: specs from the JSON Schema that editors get, statuses from their
 * records. OpenAPI 3.0 knows less than JSON Schema, so of several forms that a value may have only the fullest is shown.
 */
final class OpenApiSchemas {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private static final List<String> KEPT =
            List.of("type", "description", "default", "enum", "pattern", "minimum", "maximum", "required", "format");

    private final ObjectNode schemas = JSON.createObjectNode();

    static String name(ObjectType type) {
        return (type.group().isEmpty() ? "io.k8s.api.core." : "sre.orion.") + type.version() + "." + type.kind();
    }

    static String reference(String name) {
        return "#/components/schemas/" + name;
    }

    static ArrayNode groupVersionKind(ObjectType type) {
        ArrayNode array = JSON.createArrayNode();
        array.addObject()
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
        return array;
    }

    ObjectNode all() {
        return schemas;
    }

    /** Adds the schema of a type with all that it refers to. */
    void add(ObjectType type) {
        ObjectNode schema = schemas.putObject(name(type)).put("type", "object");
        schema.put("description", description(type));
        schema.set("x-kubernetes-group-version-kind", groupVersionKind(type));
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("apiVersion")
                .put("type", "string")
                .put("description", "Always " + type.apiVersion() + ".");
        properties.putObject("kind").put("type", "string").put("description", "Always " + type.kind() + ".");
        properties.putObject("metadata").put("$ref", reference(META));
        schemas.set(META, metadata());
        Optional<Kind> kind = type.group().equals(OrionObjects.GROUP) ? Kind.of(type.kind()) : Optional.empty();
        if (kind.isEmpty()) {
            properties.putObject("spec").put("type", "object").put("description", "What it was made as.");
            properties.putObject("status").put("type", "object").put("description", "What was last seen.");
            return;
        }
        properties.set("spec", spec(kind.get()));
        properties.set(
                "status",
                record(ReconcilersCore.statusType(kind.get())).put("description", "What was last seen of it."));
    }

    private static String description(ObjectType type) {
        return type.kind() + ": what it shows in a table is "
                + String.join(
                        ", ",
                        type.columns().stream().map(column -> column.name()).toList()) + ".";
    }

    private ObjectNode spec(Kind kind) {
        ObjectNode definitions = Schemas.definitions();
        String root = kind.text() + "Spec";
        if (!definitions.has(root)) {
            return JSON.createObjectNode().put("type", "object").put("description", "No file says it.");
        }
        definitions.properties().forEach(definition -> {
            if (!definition.getKey().endsWith("Document")
                    && !definition.getKey().equals("DocumentMetadata")) {
                schemas.set(own(definition.getKey()), converted(definition.getValue()));
            }
        });
        return JSON.createObjectNode().put("$ref", reference(own(root)));
    }

    private static String own(String definition) {
        return "sre.orion.v1." + definition;
    }

    private static ObjectNode metadata() {
        ObjectNode metadata = JSON.createObjectNode().put("type", "object");
        metadata.put("description", "Kubernetes' ObjectMeta, as far as Orion has it.");
        ObjectNode properties = metadata.putObject("properties");
        for (String text : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("generation").put("type", "integer").put("format", "int64");
        for (String map : List.of("labels", "annotations")) {
            properties
                    .putObject(map)
                    .put("type", "object")
                    .putObject("additionalProperties")
                    .put("type", "string");
        }
        return metadata;
    }

    /** A JSON Schema of 2020-12 in the words of OpenAPI 3.0. */
    private static ObjectNode converted(JsonNode schema) {
        ObjectNode result = JSON.createObjectNode();
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString("");
            return result.put("$ref", reference(own(name.substring(name.lastIndexOf('/') + 1))));
        }
        if (schema.path("anyOf").isArray()) {
            ObjectNode fullest = converted(fullest(schema.path("anyOf")));
            if (schema.has("default") && !fullest.has("$ref")) {
                fullest.set("default", schema.path("default"));
            }
            return fullest;
        }
        KEPT.stream().filter(schema::has).forEach(key -> result.set(key, schema.path(key)));
        if (schema.path("type").isArray()) {
            result.put("type", schema.path("type").path(0).asString("string"));
        }
        if (schema.path("properties") instanceof ObjectNode known) {
            ObjectNode properties = result.putObject("properties");
            known.properties().forEach(property -> properties.set(property.getKey(), converted(property.getValue())));
        }
        if (schema.path("items") instanceof ObjectNode items) {
            result.set("items", converted(items));
        }
        if (schema.path("additionalProperties") instanceof ObjectNode values) {
            result.set("additionalProperties", converted(values));
        }
        return result;
    }

    private static JsonNode fullest(JsonNode choices) {
        JsonNode best = choices.path(0);
        for (JsonNode choice : choices) {
            if (fullness(choice) > fullness(best)) {
                best = choice;
            }
        }
        return best;
    }

    private static int fullness(JsonNode schema) {
        if (schema.has("$ref")) {
            return 4;
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> 3;
            case "array" -> 2;
            case "null" -> 0;
            default -> 1;
        };
    }

    private static ObjectNode record(Class<?> record) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty named = component.getAnnotation(JsonProperty.class);
            String name = named == null ? component.getName() : named.value();
            if (!name.equals("memory")) {
                properties.set(name, type(component.getGenericType()));
            }
        }
        return schema;
    }

    private static ObjectNode type(Type type) {
        ObjectNode schema = JSON.createObjectNode();
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return type(argument);
            }
            return schema.put("type", "array").set("items", type(argument));
        }
        if (type == int.class || type == long.class) {
            return schema.put("type", "integer").put("format", type == int.class ? "int32" : "int64");
        }
        if (type == boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type == Condition.class || (type instanceof Class<?> known && known.isRecord())) {
            return record((Class<?>) type);
        }
        return schema.put("type", "string");
    }
}
