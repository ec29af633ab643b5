package sre.orion.api.container;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Mount is one place in a container's file tree that comes from elsewhere.
 *
 * @param source host path, engine's name of the volume, or image; empty for an anonymous volume and a tmpfs
 * @param target absolute path in the container, cleaned; the identity of a mount
 * @param consistency as written; Linux ignores it
 * @param propagation of a bind, such as {@code rslave}; empty: the engine's default
 * @param selinux {@code z}, {@code Z} or empty
 * @param createHostPath of a bind: the engine makes an empty folder when the source is not there
 * @param recursive of a bind: Compose's word for how mounts below it are mounted, or empty
 * @param subpath folder inside a volume or image
 * @param tmpfsSize bytes
 * @param tmpfsMode permission bits
 * @param viaMounts whether the engine is asked through {@code Mounts} and not {@code Binds}; not compared
 */
public record Mount(
        Type type,
        String source,
        String target,
        boolean readOnly,
        String consistency,
        String propagation,
        String selinux,
        boolean createHostPath,
        String recursive,
        boolean noCopy,
        String subpath,
        SortedMap<String, String> volumeLabels,
        OptionalLong tmpfsSize,
        OptionalInt tmpfsMode,
        boolean viaMounts) {

    /** The folder, in the state directory, of the files whose content stands in a spec; Compose copies them instead. */
    public static final String CONTENTS = "orion-contents";

    public Mount {
        volumeLabels = Immutable.map(volumeLabels);
    }

    /** Whether it is a file whose content stands in the spec. */
    public boolean isContent() {
        return type == Type.BIND && source.contains("/" + CONTENTS + "/");
    }

    /** A plain read-write mount without options. */
    public static Mount of(Type type, String source, String target) {
        return new Mount(
                type,
                source,
                target,
                false,
                "",
                "",
                "",
                true,
                "",
                false,
                "",
                Immutable.map(null),
                OptionalLong.empty(),
                OptionalInt.empty(),
                false);
    }

    /** Type is what is mounted. */
    public enum Type {
        BIND,
        VOLUME,
        TMPFS,
        IMAGE
    }
}
