package sre.orion.specs.form;

import org.jspecify.annotations.Nullable;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Form is the shape a value may take: what people may write, and the one long form it is read into. */
public interface Form {
    /** The long form of {@code node}; null after telling {@code reading} what is wrong with it. */
    @Nullable
    JsonNode read(YamlNode node, Reading reading);

    /** JSON Schema (2020-12) of what may be written. */
    ObjectNode schema(SchemaDefinitions definitions);

    /** Whether a key of this form may stand there with nothing behind it. */
    default boolean takesNothing() {
        return false;
    }

    /** This form; nothing is read as if the key were not there. */
    default Form orNothing() {
        return new OrNothing(this);
    }

    /** OrNothing is a form, or nothing. */
    record OrNothing(Form form) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            return form.read(node, reading);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return SchemaDefinitions.anyOf(form.schema(definitions), SchemaDefinitions.type("null"));
        }

        @Override
        public boolean takesNothing() {
            return true;
        }
    }
}
