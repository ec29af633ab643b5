package sre.orion.specs.form;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** RecordForm is a mapping with known keys: one of the records of the vocabulary. */
final class RecordForm implements Form {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String EXTENSIONS = "extensions";

    private final String name;
    private final SortedMap<String, Field> fields;
    private final RecordRules rules;
    private final boolean keepsExtensions;

    /**
     * Field is one key.
     *
     * @param fallback what is read where the key is absent; null: the key stays absent
     */
    record Field(Form form, boolean required, @Nullable JsonNode fallback) {}

    /**
     * A mapping.
     *
     * @param name of its definition in a schema
     * @param rules which other keys are refused or ignored, with what to say
     */
    RecordForm(String name, SortedMap<String, Field> fields, RecordRules rules) {
        this.name = name;
        this.fields = new TreeMap<>(fields);
        this.keepsExtensions = this.fields.remove(EXTENSIONS) != null;
        this.rules = rules;
    }

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return reading.refuse(node, "a mapping");
        }
        ObjectNode object = JSON.objectNode();
        ObjectNode extensions = JSON.objectNode();
        for (var entry : mapping.entries().entrySet()) {
            String key = entry.getKey();
            Field field = fields.get(key);
            if (field != null) {
                readField(key, field, entry.getValue(), object, reading);
            } else if (rules.ignored.containsKey(key)) {
                reading.problems().warn(entry.getValue().key(), String.valueOf(rules.ignored.get(key)));
            } else if (key.startsWith("x-")) {
                extension(key, entry.getValue(), extensions, reading);
            } else {
                reading.problems().error(entry.getValue().key(), unknown(key));
            }
        }
        if (keepsExtensions && !extensions.isEmpty()) {
            object.set(EXTENSIONS, extensions);
        }
        fillIn(object, mapping, reading);
        // What can be read is read on, with the wrong parts left out, so that a person hears of all that is wrong at
        // once.
        boolean lacking = fields.entrySet().stream()
                .anyMatch(field -> field.getValue().required() && !object.has(field.getKey()));
        return lacking ? null : object;
    }

    private void readField(String key, Field field, YamlNode.Entry entry, ObjectNode object, Reading reading) {
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            if (!field.form().takesNothing()) {
                reading.problems().error(entry.key(), "has no value; give it one or take the line out");
            }
            return;
        }
        JsonNode value = field.form().read(entry.value(), reading);
        if (value != null) {
            object.set(key, value);
        }
    }

    private void extension(String key, YamlNode.Entry entry, ObjectNode extensions, Reading reading) {
        JsonNode value = Forms.ANYTHING.read(entry.value(), reading);
        if (keepsExtensions && value != null) {
            extensions.set(key, value);
        } else {
            reading.problems().warn(entry.key(), "stays in this file only; put it right below container to keep it");
        }
    }

    private void fillIn(ObjectNode object, YamlNode.Mapping mapping, Reading reading) {
        for (var field : fields.entrySet()) {
            boolean absent = !object.has(field.getKey()) && mapping.get(field.getKey()) == null;
            if (absent && field.getValue().fallback() != null) {
                object.set(field.getKey(), field.getValue().fallback());
            } else if (absent && field.getValue().required()) {
                reading.problems().error(mapping.place(), "lacks " + field.getKey() + "; add it");
            }
        }
    }

    private String unknown(String key) {
        String instead = rules.refused.get(key);
        if (instead != null) {
            return instead;
        }
        String alike = Spelling.nearest(key, fields.keySet());
        if (alike != null) {
            return "is not known; did you mean " + alike + "?";
        }
        for (var field : fields.entrySet()) {
            if (field.getValue().form() instanceof RecordForm inner && inner.fields.containsKey(key)) {
                return "does not belong here; put it below " + field.getKey();
            }
        }
        return fields.size() > 12
                ? "is not known here"
                : "is not known here; known are " + String.join(", ", fields.keySet());
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return definitions.reference(name, () -> definition(definitions));
    }

    private ObjectNode definition(SchemaDefinitions definitions) {
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        fields.forEach((key, field) -> {
            ObjectNode schema = field.form().schema(definitions);
            if (field.fallback() != null && field.fallback().isValueNode()) {
                schema.set("default", field.fallback());
            }
            properties.set(key, schema);
            if (field.required() && field.fallback() == null) {
                required.add(key);
            }
        });
        ObjectNode schema = SchemaDefinitions.type("object");
        schema.set("properties", properties);
        rules.ignored.keySet().forEach(key -> properties.set(key, JSON.objectNode()));
        schema.set("patternProperties", JSON.objectNode().set("^x-", JSON.objectNode()));
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }
}
