package sre.orion.specs.compose;

import org.jspecify.annotations.Nullable;
import sre.orion.api.secret.Text.Origin;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.form.SecretForm;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * FileSourceForm is one of {@code configs} or {@code secrets}: the keys that name a secret become its content. Compose's
 * {@code environment} is {@code secretRef} by another name; in a Compose file it is a variable of whoever reads it.
 */
record FileSourceForm(Form plain) implements Form {
    static final String ENVIRONMENT = "environment";
    private static final String CONTENT = "content";

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        if (!(plain.read(node, reading) instanceof ObjectNode source) || !(node instanceof YamlNode.Mapping mapping)) {
            return null;
        }
        for (String key : new String[] {ENVIRONMENT, SecretForm.SECRET_REF, SecretForm.AGE}) {
            JsonNode written = source.remove(key);
            YamlNode value = mapping.get(key);
            if (written != null && value != null) {
                JsonNode secret = secret(key, value, reading);
                if (secret == null) {
                    return null;
                }
                source.set(CONTENT, secret);
            }
        }
        return source;
    }

    private static @Nullable JsonNode secret(String key, YamlNode value, Reading reading) {
        if (reading.secrets() != null) {
            return key.equals(SecretForm.AGE) ? SecretForm.encrypted(value, reading) : SecretForm.named(value, reading);
        }
        if (!key.equals(ENVIRONMENT) || !(value instanceof YamlNode.Scalar name)) {
            reading.problems().error(value.place(), "is not known in a Compose file");
            return null;
        }
        String text = reading.variables().get(name.text());
        if (text == null) {
            reading.problems()
                    .warn(value.place(), "the variable " + name.text() + " is not set; write it to the secrets file");
        }
        return SecretForm.tree(text == null ? "" : text, Origin.SECRETS_FILE, name.text(), "");
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return plain.schema(definitions);
    }
}
