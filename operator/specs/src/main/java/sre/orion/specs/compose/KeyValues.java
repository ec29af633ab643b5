package sre.orion.specs.compose;

import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.form.SecretForm;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * KeyValues is a mapping of keys to single values, or a list of {@code KEY=VALUE}. Values become text as Compose makes
 * it. In an environment a key without a value takes the variable of that name, else stays null, and
 * a value may be a reference to a secret; elsewhere nothing is empty text.
 */
record KeyValues(boolean environment) implements Form {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        ObjectNode values = JSON.objectNode();
        switch (node) {
            case YamlNode.Mapping mapping ->
                mapping.entries().forEach((key, entry) -> put(key, entry.value(), values, reading));
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> item(item, values, reading));
            case YamlNode.Scalar scalar -> {
                return reading.refuse(node, "a mapping, or a list of KEY=VALUE");
            }
        }
        return values;
    }

    private void item(YamlNode item, ObjectNode values, Reading reading) {
        if (!(item instanceof YamlNode.Scalar scalar) || scalar.type() != ScalarType.TEXT) {
            reading.refuse(
                    item,
                    "the text KEY=VALUE",
                    item instanceof YamlNode.Mapping
                            ? "take out the dash, or write = instead of the colon"
                            : "put it in quotes");
            return;
        }
        int equals = scalar.text().indexOf('=');
        if (environment && equals > 0 && Character.isWhitespace(scalar.text().charAt(equals - 1))) {
            reading.problems().error(item.place(), "a blank stands before the =; take it out");
            return;
        }
        if (equals < 0) {
            putNothing(scalar.text(), values, reading);
        } else {
            values.put(scalar.text().substring(0, equals), scalar.text().substring(equals + 1));
        }
    }

    private void put(String key, YamlNode value, ObjectNode values, Reading reading) {
        if (environment && reading.secrets() != null && SecretForm.isMeant(value)) {
            JsonNode secret = SecretForm.REFERENCE.read(value, reading);
            if (secret != null) {
                values.set(key, secret);
            }
        } else if (!(value instanceof YamlNode.Scalar scalar)) {
            reading.refuse(value, "a single value");
        } else if (scalar.isNull()) {
            putNothing(key, values, reading);
        } else {
            values.put(key, scalar.text());
        }
    }

    private void putNothing(String key, ObjectNode values, Reading reading) {
        if (environment) {
            values.put(key, reading.variables().get(key));
        } else {
            values.put(key, "");
        }
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        ObjectNode value = SchemaDefinitions.anyScalar();
        return SchemaDefinitions.anyOf(
                SchemaDefinitions.mapOf(
                        environment ? SchemaDefinitions.anyOf(value, SecretForm.REFERENCE.schema(definitions)) : value),
                SchemaDefinitions.listOf(SchemaDefinitions.type("string")));
    }
}
