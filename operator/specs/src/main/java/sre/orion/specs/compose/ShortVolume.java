package sre.orion.specs.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;

/**
 * ShortVolume is {@code [SOURCE:]TARGET[:OPTIONS]}. A source that begins with {@code /}, {@code .} or {@code ~} is a
 * path, anything else a volume's key. Compose takes a source of one letter for a Windows drive; Orion takes it for what
 * it is on Linux, a volume.
 */
final class ShortVolume {
    private static final List<String> PROPAGATION =
            List.of("rprivate", "private", "rshared", "shared", "rslave", "slave");

    private final YamlNode.Scalar text;
    private final Reading reading;
    private final SortedMap<String, YamlNode> mount = Forms.entries();
    private final SortedMap<String, YamlNode> bind = Forms.entries();
    private final SortedMap<String, YamlNode> volume = Forms.entries();

    private ShortVolume(YamlNode.Scalar text, Reading reading) {
        this.text = text;
        this.reading = reading;
    }

    /** The long form at the same place; null after telling what is wrong. */
    static @Nullable YamlNode expand(YamlNode.Scalar text, Reading reading) {
        return new ShortVolume(text, reading).longForm();
    }

    private @Nullable YamlNode longForm() {
        List<String> parts = List.of(text.text().split(":", -1));
        if (parts.contains("")) {
            reading.problems()
                    .error(
                            text.place(),
                            "nothing stands before or after a colon; write [SOURCE:]TARGET[:OPTIONS],"
                                    + " such as \"data:/var/lib/data:ro\"");
            return null;
        }
        if (parts.size() > 3) {
            reading.problems().error(text.place(), "has too many colons; use the long form: type, source, target");
            return null;
        }
        Place place = text.place();
        String source = parts.size() > 1 ? parts.getFirst() : null;
        boolean isPath = source != null && "./~".indexOf(source.charAt(0)) >= 0;
        mount.put("type", Forms.text(place, isPath ? "bind" : "volume"));
        mount.put("target", Forms.text(place, parts.get(Math.min(1, parts.size() - 1))));
        if (source != null) {
            mount.put("source", Forms.text(place, source));
        }
        if (isPath) {
            bind.put("create_host_path", flag(true));
        }
        if (parts.size() == 3) {
            options(parts.get(2));
        }
        if (!bind.isEmpty()) {
            mount.put("bind", Forms.mapping(place, bind));
        }
        if (!isPath || !volume.isEmpty()) {
            mount.put("volume", Forms.mapping(place, volume));
        }
        return Forms.mapping(place, mount);
    }

    private void options(String written) {
        var ignored = new ArrayList<String>();
        for (String option : written.split(",", -1)) {
            if (option.equals("ro") || option.equals("rw")) {
                mount.put("read_only", flag(option.equals("ro")));
            } else if (option.equals("nocopy")) {
                volume.put("nocopy", flag(true));
            } else if (PROPAGATION.contains(option)) {
                bind.put("propagation", Forms.text(text.place(), option));
            } else if (option.equals("z") || option.equals("Z")) {
                bind.put("selinux", Forms.text(text.place(), option));
            } else {
                ignored.add(option);
            }
        }
        if (!ignored.isEmpty()) {
            reading.problems().warn(text.place(), "the options " + String.join(", ", ignored) + " have no effect here");
        }
    }

    private YamlNode flag(boolean value) {
        return new YamlNode.Scalar(text.place(), ScalarType.FLAG, String.valueOf(value));
    }
}
