package sre.orion.specs.project;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Forms;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;

/**
 * VolumeText is {@code [SOURCE:]TARGET[:OPTIONS]} read exactly as docker compose reads it (compose-go
 * {@code format/volume.go}), so that a letter before a colon is a Windows drive.
 */
final class VolumeText {
    private static final List<String> PROPAGATION =
            List.of("rprivate", "private", "rshared", "shared", "rslave", "slave");

    private VolumeText() {}

    /** The long form of a volume at the same place; the text itself after telling what is wrong with it. */
    static YamlNode expand(YamlNode.Scalar text, Problems problems) {
        List<String> parts = text.text().length() <= 2 ? List.of(text.text()) : split(text.text());
        if (parts.stream().anyMatch(String::isEmpty)) {
            problems.error(
                    text.place(),
                    text.text().isEmpty()
                            ? "is empty; write [SOURCE:]TARGET[:OPTIONS]"
                            : "nothing stands before or after a colon in \"" + text.text()
                                    + "\"; is a variable of its source not set?");
            return text;
        }
        if (parts.size() > 3) {
            problems.error(text.place(), "has too many colons; use the long form with type, source, target");
            return text;
        }
        String source = parts.size() == 1 ? null : parts.get(0);
        if (source == null && parts.getFirst().matches("[A-Za-z]:.*")) {
            problems.warn(
                    text.place(),
                    "Compose takes the letter before the colon for a Windows drive, so this is an anonymous volume at "
                            + parts.getFirst() + "; a volume's name needs two letters");
        }
        return Forms.mapping(text.place(), mount(text.place(), source, parts));
    }

    private static SortedMap<String, YamlNode> mount(Place place, @Nullable String source, List<String> parts) {
        boolean bind = source != null && isPath(source);
        SortedMap<String, YamlNode> mount = Forms.entries();
        SortedMap<String, YamlNode> bindOptions = Forms.entries();
        SortedMap<String, YamlNode> volumeOptions = Forms.entries();
        boolean readOnly = false;
        for (String option : parts.size() == 3 ? parts.get(2).split(",", -1) : new String[0]) {
            if (option.equals("ro") || option.equals("rw")) {
                readOnly = option.equals("ro");
            } else if (option.equals("nocopy")) {
                volumeOptions.put("nocopy", Trees.flag(place, true));
            } else if (PROPAGATION.contains(option)) {
                bindOptions.put("propagation", Trees.text(place, option));
            } else if (option.equals("z") || option.equals("Z")) {
                bindOptions.put("selinux", Trees.text(place, option));
            }
        }
        if (readOnly) {
            mount.put("read_only", Trees.flag(place, true));
        }
        mount.put("type", Trees.text(place, bind ? "bind" : "volume"));
        mount.put("target", Trees.text(place, parts.get(source == null ? 0 : 1)));
        if (source != null) {
            mount.put("source", Trees.text(place, source));
        }
        if (bind) {
            bindOptions.put("create_host_path", Trees.flag(place, true));
        }
        if (!bindOptions.isEmpty()) {
            mount.put("bind", Forms.mapping(place, bindOptions));
        }
        boolean tiny = parts.size() == 1 && parts.getFirst().length() <= 2;
        if (!volumeOptions.isEmpty() || (!bind && !tiny)) {
            mount.put("volume", Forms.mapping(place, volumeOptions));
        }
        return mount;
    }

    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            boolean drive = at == start + 1 && Character.isLetter(text.charAt(start));
            if (text.charAt(at) == ':' && !drive) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean isPath(String source) {
        return "./~".indexOf(source.charAt(0)) >= 0
                || source.startsWith("\\\\")
                || (source.length() > 1 && source.charAt(1) == ':' && Character.isLetter(source.charAt(0)));
    }
}
