package sre.orion.specs.form;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.api.secret.Text.Origin;
import sre.orion.specs.secret.Encrypted;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * SecretForm is a reference to a secret in place of its value: {@code secretRef: NAME} names one in the node's secrets
 * file, {@code age: TEXT} is one that was encrypted to the node. It is read into a {@link sre.orion.api.secret.Text}.
 */
public final class SecretForm implements Form {
    /** The one there is. */
    public static final SecretForm REFERENCE = new SecretForm();

    /** The key of a name in the secrets file. */
    public static final String SECRET_REF = "secretRef";

    /** The key of an encrypted value. */
    public static final String AGE = "age";

    /** Compose reads no other names in {@code ${NAME}}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SecretForm() {}

    /** Whether {@code node} is meant as a reference, well written or not. */
    public static boolean isMeant(YamlNode node) {
        return node instanceof YamlNode.Mapping mapping
                && (mapping.get(SECRET_REF) != null || mapping.get(AGE) != null);
    }

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().size() != 1 || !isMeant(node)) {
            return reading.refuse(node, "either secretRef: NAME or age: TEXT and nothing else");
        }
        YamlNode name = mapping.get(SECRET_REF);
        YamlNode age = mapping.get(AGE);
        return name != null ? named(name, reading) : age != null ? encrypted(age, reading) : null;
    }

    /** The secret of this name in the secrets file. */
    public static @Nullable JsonNode named(YamlNode node, Reading reading) {
        NodeSecrets secrets = reading.secrets();
        String name = text(node);
        if (secrets == null || name == null || !NAME.matcher(name).matches()) {
            // Not with what stands there: it may be the secret itself.
            return missing(
                    node,
                    "must be the name of a secret; a name has letters, digits and _ and does not begin with a digit",
                    reading);
        }
        return switch (secrets.named(name)) {
            case NodeSecrets.Answer.Value value -> secret(value, Origin.SECRETS_FILE, name);
            case NodeSecrets.Answer.Missing(String why) -> missing(node, why, reading);
        };
    }

    /** The secret that was encrypted to the node. */
    public static @Nullable JsonNode encrypted(YamlNode node, Reading reading) {
        NodeSecrets secrets = reading.secrets();
        String age = text(node);
        if (secrets == null || age == null) {
            return reading.refuse(node, "text that was encrypted with age");
        }
        return switch (secrets.encrypted(age)) {
            case NodeSecrets.Answer.Value value -> secret(value, Origin.AGE, Encrypted.variable(age));
            case NodeSecrets.Answer.Missing(String why) -> missing(node, why, reading);
        };
    }

    private static @Nullable String text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.TEXT ? scalar.text() : null;
    }

    private static @Nullable JsonNode missing(YamlNode node, String why, Reading reading) {
        reading.problems().error(node.place(), why);
        return null;
    }

    private static JsonNode secret(NodeSecrets.Answer.Value secret, Origin origin, String variable) {
        return tree(secret.value(), origin, variable, secret.mark());
    }

    /** A secret as the tree that {@link sre.orion.api.secret.Text} is bound from. */
    public static ObjectNode tree(String value, Origin origin, String variable, String mark) {
        return JSON.objectNode()
                .put("value", value)
                .put("origin", origin.name())
                .put("variable", variable)
                .put("mark", mark);
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return definitions.reference(
                "Secret",
                () -> SchemaDefinitions.anyOf(
                        only(SECRET_REF, SchemaDefinitions.type("string").put("pattern", "^" + NAME.pattern() + "$")),
                        only(AGE, SchemaDefinitions.type("string"))));
    }

    private static ObjectNode only(String key, ObjectNode value) {
        ObjectNode schema = SchemaDefinitions.type("object");
        schema.putObject("properties").set(key, value);
        schema.putArray("required").add(key);
        return schema.put("additionalProperties", false);
    }
}
