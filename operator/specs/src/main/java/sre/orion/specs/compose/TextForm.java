package sre.orion.specs.compose;

import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.Scalars;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.form.SecretForm;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** TextForm is text, or in a spec a reference to a secret. */
record TextForm() implements Form {
    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        boolean secret = reading.secrets() != null && SecretForm.isMeant(node);
        return (secret ? SecretForm.REFERENCE : Scalars.TEXT).read(node, reading);
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return SchemaDefinitions.anyOf(Scalars.TEXT.schema(definitions), SecretForm.REFERENCE.schema(definitions));
    }
}
