package sre.orion.specs.form;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** SchemaDefinitions is the {@code $defs} of a JSON Schema while it is written: each record once, by name. */
public final class SchemaDefinitions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SortedMap<String, ObjectNode> definitions = new TreeMap<>();

    /** A reference to the definition {@code name}, which {@code schema} makes when it is first asked for. */
    public ObjectNode reference(String name, Supplier<ObjectNode> schema) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, JSON.objectNode());
            definitions.put(name, schema.get());
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }

    /** All definitions, sorted by name. */
    public ObjectNode all() {
        ObjectNode all = JSON.objectNode();
        definitions.forEach(all::set);
        return all;
    }

    /** The schema of a JSON type. */
    public static ObjectNode type(String name) {
        return JSON.objectNode().put("type", name);
    }

    /** The schema of a list of {@code items}. */
    public static ObjectNode listOf(ObjectNode items) {
        return type("array").set("items", items);
    }

    /** The schema of a mapping from any key to {@code values}. */
    public static ObjectNode mapOf(ObjectNode values) {
        return type("object").set("additionalProperties", values);
    }

    /** The schema that any of the given ones satisfies. */
    public static ObjectNode anyOf(ObjectNode... schemas) {
        ArrayNode choices = JSON.arrayNode();
        for (ObjectNode schema : schemas) {
            choices.add(schema);
        }
        return JSON.objectNode().set("anyOf", choices);
    }

    /** The schema of a text among {@code words}. */
    public static ObjectNode oneOf(Iterable<String> words) {
        ArrayNode values = JSON.arrayNode();
        words.forEach(values::add);
        return type("string").set("enum", values);
    }

    /** The schema of a single value of any type. */
    public static ObjectNode anyScalar() {
        ArrayNode types = JSON.arrayNode();
        types.add("string").add("number").add("boolean").add("null");
        return JSON.objectNode().set("type", types);
    }
}
