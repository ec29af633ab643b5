package sre.orion.specs;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.Scalars;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ConfigChangeForm is {@code onConfigChange}: a word, or one key with what is to be sent or run. */
final class ConfigChangeForm implements Form {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of("report", "recreate", "restart");
    private static final Form SIGNAL =
            Scalars.matching("a signal such as SIGHUP", Pattern.compile("(SIG)?[A-Z][A-Z0-9+-]{1,11}|[1-9][0-9]?"));
    private static final Form EXEC = Forms.list(Scalars.TEXT);
    private static final String WANTED = "recreate, restart, report, {signal: SIGHUP} or {exec: [COMMAND, ARGUMENT]}";

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        if (node instanceof YamlNode.Scalar word && WORDS.contains(word.text())) {
            return JSON.objectNode().put("action", word.text());
        }
        if (node instanceof YamlNode.Mapping mapping && mapping.entries().size() == 1) {
            String key = mapping.entries().keySet().iterator().next();
            YamlNode value = mapping.entries().values().iterator().next().value();
            boolean known = key.equals("signal") || (key.equals("exec") && !isEmpty(value));
            if (known) {
                JsonNode read = (key.equals("exec") ? EXEC : SIGNAL).read(value, reading);
                return read == null
                        ? null
                        : JSON.objectNode().put("action", key).set(key, read);
            }
        }
        return reading.refuse(node, WANTED);
    }

    private static boolean isEmpty(YamlNode value) {
        return value instanceof YamlNode.Sequence sequence && sequence.items().isEmpty();
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return SchemaDefinitions.anyOf(
                SchemaDefinitions.oneOf(WORDS), alone("signal", SIGNAL, definitions), alone("exec", EXEC, definitions));
    }

    private static ObjectNode alone(String key, Form form, SchemaDefinitions definitions) {
        ObjectNode schema = SchemaDefinitions.type("object");
        schema.putObject("properties").set(key, form.schema(definitions));
        schema.put("additionalProperties", false);
        schema.putArray("required").add(key);
        return schema;
    }
}
