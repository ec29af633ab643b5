package sre.orion.agent.engine.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.api.container.Mount;
import sre.orion.api.container.Storage;
import tools.jackson.databind.JsonNode;

/** MountReader is the storage part of an inspect: what was asked for in Binds and Mounts, and what is mounted in fact. */
final class MountReader {
    private static final Set<String> PROPAGATIONS =
            Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave");

    private MountReader() {}

    static Storage storage(JsonNode host) {
        var mounts = new ArrayList<>(Nodes.list(host, "Binds", bind -> bind(bind.asString(""))));
        mounts.addAll(Nodes.list(host, "Mounts", MountReader::mount));
        long shmSize = Nodes.number(host, "ShmSize");
        return new Storage(
                mounts,
                Nodes.map(host, "Tmpfs"),
                Nodes.texts(host, "VolumesFrom"),
                Nodes.flag(host, "ReadonlyRootfs"),
                shmSize == 0 ? Optional.empty() : Optional.of(shmSize),
                Nodes.map(host, "StorageOpt"),
                List.of());
    }

    /** What is mounted, anonymous volumes with their names, sorted by target because the engine gives no order. */
    static List<Mount> mounted(JsonNode inspect) {
        var mounted = new ArrayList<Mount>();
        for (JsonNode json : inspect.path("Mounts")) {
            Mount.Type type = type(Nodes.text(json, "Type"));
            mounted.add(new Mount(
                    type,
                    Nodes.text(json, type == Mount.Type.VOLUME ? "Name" : "Source"),
                    Nodes.text(json, "Destination"),
                    !Nodes.flag(json, "RW"),
                    "",
                    Nodes.text(json, "Propagation"),
                    "",
                    true,
                    "",
                    false,
                    "",
                    Immutable.map(null),
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    false));
        }
        mounted.sort(Comparator.comparing(Mount::target));
        return mounted;
    }

    private static Mount bind(String text) {
        String[] parts = text.split(":", 3);
        String source = parts.length > 1 ? parts[0] : "";
        List<String> options = parts.length > 2 ? List.of(parts[2].split(",")) : List.of();
        return new Mount(
                source.startsWith("/") ? Mount.Type.BIND : Mount.Type.VOLUME,
                source,
                parts.length > 1 ? parts[1] : parts[0],
                options.contains("ro"),
                "",
                first(options, PROPAGATIONS),
                first(options, Set.of("z", "Z")),
                true,
                "",
                options.contains("nocopy"),
                "",
                Immutable.map(null),
                OptionalLong.empty(),
                OptionalInt.empty(),
                false);
    }

    private static Mount mount(JsonNode json) {
        Mount.Type type = type(Nodes.text(json, "Type"));
        JsonNode bind = json.path("BindOptions");
        JsonNode volume = json.path("VolumeOptions");
        JsonNode tmpfs = json.path("TmpfsOptions");
        JsonNode subpathOf = type == Mount.Type.IMAGE ? json.path("ImageOptions") : volume;
        return new Mount(
                type,
                Nodes.text(json, "Source"),
                Nodes.text(json, "Target"),
                Nodes.flag(json, "ReadOnly"),
                Nodes.text(json, "Consistency"),
                Nodes.text(bind, "Propagation"),
                "",
                type != Mount.Type.BIND || Nodes.flag(bind, "CreateMountpoint"),
                recursive(bind),
                Nodes.flag(volume, "NoCopy"),
                Nodes.text(subpathOf, "Subpath"),
                labels(volume),
                optional(tmpfs, "SizeBytes"),
                optionalInt(tmpfs, "Mode"),
                true);
    }

    // From 23.0 on the engine labels the volumes that it names itself.
    private static SortedMap<String, String> labels(JsonNode volume) {
        SortedMap<String, String> labels = Nodes.map(volume, "Labels");
        labels.remove("com.docker.volume.anonymous");
        return labels;
    }

    private static String recursive(JsonNode bind) {
        if (Nodes.flag(bind, "NonRecursive")) {
            return "disabled";
        }
        if (Nodes.flag(bind, "ReadOnlyNonRecursive")) {
            return "writable";
        }
        return Nodes.flag(bind, "ReadOnlyForceRecursive") ? "readonly" : "";
    }

    private static Mount.Type type(String word) {
        return switch (word) {
            case "bind" -> Mount.Type.BIND;
            case "tmpfs" -> Mount.Type.TMPFS;
            case "image" -> Mount.Type.IMAGE;
            default -> Mount.Type.VOLUME;
        };
    }

    private static OptionalLong optional(JsonNode json, String field) {
        long value = Nodes.number(json, field);
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static OptionalInt optionalInt(JsonNode json, String field) {
        int value = (int) Nodes.number(json, field);
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static String first(List<String> options, Set<String> words) {
        return options.stream().filter(words::contains).findFirst().orElse("");
    }
}
