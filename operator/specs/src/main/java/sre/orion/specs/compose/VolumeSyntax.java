package sre.orion.specs.compose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * VolumeSyntax is one entry of {@code volumes}: {@code [SOURCE:]TARGET[:OPTIONS]} or the long form. A source that
 * begins with {@code /}, {@code .} or {@code ~} is a path and becomes absolute; anything else is a volume's key. Compose
 * takes a source of one letter for a Windows drive; Orion takes it for what it is, a volume.
 */
record VolumeSyntax(Form longForm) implements Form {
    private static final List<String> PROPAGATION =
            List.of("rprivate", "private", "rshared", "shared", "rslave", "slave");

    @Override
    public @Nullable JsonNode read(YamlNode node, Reading reading) {
        boolean text = node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.TEXT;
        YamlNode written = text ? expand((YamlNode.Scalar) node, reading) : node;
        if (written instanceof YamlNode.Mapping mapping
                && mapping.get("type") instanceof YamlNode.Scalar type
                && type.text().equals("npipe")) {
            reading.problems().error(type.place(), "npipe is a pipe of Windows; an engine on Linux has none");
            return null;
        }
        if (written == null || !(longForm.read(written, reading) instanceof ObjectNode mount)) {
            return null;
        }
        String source = mount.path("source").asString("");
        boolean bind = mount.path("type").asString().equals("bind");
        if (bind && source.isEmpty()) {
            reading.problems().error(node.place(), "a bind needs a source, a path on the host");
        } else if (bind) {
            mount.put("source", reading.absolute(source));
        }
        mount.put("target", clean(mount.path("target").asString()));
        return mount;
    }

    private static @Nullable YamlNode expand(YamlNode.Scalar scalar, Reading reading) {
        String[] parts = scalar.text().split(":", -1);
        for (String part : parts) {
            if (part.isEmpty()) {
                reading.problems()
                        .error(
                                scalar.place(),
                                "nothing stands before or after a colon;"
                                        + " write [SOURCE:]TARGET[:OPTIONS], such as \"data:/var/lib/data:ro\"");
                return null;
            }
        }
        if (parts.length > 3) {
            reading.problems()
                    .error(scalar.place(), "has too many colons; use the long form with type, source, target");
            return null;
        }
        Place place = scalar.place();
        SortedMap<String, YamlNode> mount = Forms.entries();
        String source = parts.length > 1 ? parts[0] : null;
        boolean bind = source != null && "./~".indexOf(source.charAt(0)) >= 0;
        SortedMap<String, YamlNode> options = Forms.entries();
        if (bind) {
            options.put("create_host_path", flag(place, true));
        }
        mount.put("type", Forms.text(place, bind ? "bind" : "volume"));
        mount.put("target", Forms.text(place, parts[Math.min(1, parts.length - 1)]));
        if (source != null) {
            mount.put("source", Forms.text(place, source));
        }
        if (parts.length == 3) {
            options(parts[2], bind, scalar, mount, options, reading);
        }
        if (!options.isEmpty()) {
            mount.put(bind ? "bind" : "volume", Forms.mapping(place, options));
        }
        return Forms.mapping(place, mount);
    }

    private static void options(
            String written,
            boolean bind,
            YamlNode.Scalar scalar,
            SortedMap<String, YamlNode> mount,
            SortedMap<String, YamlNode> options,
            Reading reading) {
        Place place = scalar.place();
        var ignored = new ArrayList<String>();
        for (String option : written.split(",", -1)) {
            if (option.equals("ro") || option.equals("rw")) {
                mount.put("read_only", flag(place, option.equals("ro")));
            } else if (option.equals("nocopy") && !bind) {
                options.put("nocopy", flag(place, true));
            } else if (PROPAGATION.contains(option) && bind) {
                options.put("propagation", Forms.text(place, option));
            } else if ((option.equals("z") || option.equals("Z")) && bind) {
                options.put("selinux", Forms.text(place, option));
            } else {
                ignored.add(option);
            }
        }
        if (!ignored.isEmpty()) {
            reading.problems().warn(place, "the options " + String.join(", ", ignored) + " have no effect here");
        }
    }

    private static YamlNode flag(Place place, boolean value) {
        return new YamlNode.Scalar(place, ScalarType.FLAG, String.valueOf(value));
    }

    /** The path as Compose cleans it: no {@code ..}, no slash at the end. */
    private static String clean(String target) {
        return target.isEmpty() ? target : Path.of(target).normalize().toString();
    }

    @Override
    public ObjectNode schema(SchemaDefinitions definitions) {
        return SchemaDefinitions.anyOf(SchemaDefinitions.type("string"), longForm.schema(definitions));
    }
}
