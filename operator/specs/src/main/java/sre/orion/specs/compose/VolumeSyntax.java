package sre.orion.specs.compose;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.PathText;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * VolumeSyntax is {@code volumes}: a list of mounts, short or long. Sources of binds become absolute, targets clean, and
 * of two mounts on one target the later one counts, as in Compose.
 */
record VolumeSyntax(Form longForm) implements Form {

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        if (!(node instanceof YamlNode.Sequence list)) {
            return reading.refuse(node, "a list");
        }
        var mounts = new LinkedHashMap<String, ObjectNode>();
        for (YamlNode item : list.items()) {
            ObjectNode mount = mount(item, reading);
            if (mount == null) {
                continue;
            }
            String target = mount.path("target").asString();
            if (mounts.putIfAbsent(target, mount) != null) {
                mounts.put(target, mount);
                reading.problems().warn(item.place(), "takes the place of an earlier mount on " + target);
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(mounts.values());
    }

    private @Nullable ObjectNode mount(YamlNode node, Reading reading) {
        YamlNode written = node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.TEXT
                ? ShortVolume.expand(scalar, reading)
                : node;
        if (written instanceof YamlNode.Mapping mapping
                && mapping.get("type") instanceof YamlNode.Scalar type
                && type.text().equals("npipe")) {
            reading.problems().error(type.place(), "npipe is a pipe of Windows; an engine on Linux has none");
            return null;
        }
        if (written == null || !(longForm.read(written, reading) instanceof ObjectNode mount)) {
            return null;
        }
        if (!mount.path("read_only").asBoolean(true)) {
            mount.remove("read_only");
        }
        String source = mount.path("source").asString("");
        boolean bind = mount.path("type").asString().equals("bind");
        if (bind && !mount.has("source")) {
            reading.problems().error(node.place(), "a bind needs a source, a path on the host");
        } else if (bind) {
            mount.put("source", reading.absolute(source));
        } else if (source.isEmpty()) {
            mount.remove("source");
        }
        return mount.put("target", PathText.clean(mount.path("target").asString()));
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return SchemaDefinitions.listOf(
                SchemaDefinitions.anyOf(SchemaDefinitions.type("string"), longForm.schema(definitions)));
    }
}
