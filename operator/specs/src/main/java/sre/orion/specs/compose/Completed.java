package sre.orion.specs.compose;

import java.util.LinkedHashSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.SecurityOptions;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Completed is a form whose long form Compose completes: a default that depends on other keys, or one spelling of two. */
record Completed(Form form, BiFunction<JsonNode, Reading, JsonNode> completion) implements Form {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        JsonNode value = form.read(node, reading);
        return value == null ? null : completion.apply(value, reading);
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return form.schema(definitions);
    }

    @Override
    public boolean takesNothing() {
        return form.takesNothing();
    }

    /** A device request without a number and without ids means all. */
    static JsonNode countAll(JsonNode request, Reading reading) {
        boolean said = request.has("count") || !request.path("device_ids").isEmpty();
        return said ? request : ((ObjectNode) request).put("count", -1);
    }

    /** A health check whose test is empty says nothing of the test. */
    static JsonNode healthcheck(JsonNode check, Reading reading) {
        if (check.path("test").isArray() && check.path("test").isEmpty()) {
            ((ObjectNode) check).remove("test");
        }
        return check;
    }

    /** A secret without a target lies below {@code /run/secrets}. */
    static JsonNode secretTarget(JsonNode reference, Reading reading) {
        return reference.has("target")
                ? reference
                : ((ObjectNode) reference)
                        .put(
                                "target",
                                "/run/secrets/" + reference.path("source").asString());
    }

    /** An empty number of a port on the host is none: a variable that is not set, perhaps. */
    static JsonNode port(JsonNode port, Reading reading) {
        return port.path("published").asString("?").isEmpty() ? ((ObjectNode) port).without("published") : port;
    }

    /** The path of a profile is absolute. */
    static JsonNode profile(JsonNode option, Reading reading) {
        return SecurityOptions.profile(option.asString())
                .<JsonNode>map(path -> JSON.stringNode(SecurityOptions.withProfile(reading.absolute(path))))
                .orElse(option);
    }

    /** {@code if_not_present} is another word for {@code missing}. */
    static JsonNode pullPolicy(JsonNode policy, Reading reading) {
        return policy.asString().equals("if_not_present") ? JSON.stringNode("missing") : policy;
    }

    /** Each item of a list once, where it stands first. */
    static JsonNode once(JsonNode list, Reading reading) {
        var once = new LinkedHashSet<JsonNode>();
        list.forEach(once::add);
        return JSON.arrayNode().addAll(once);
    }
}
