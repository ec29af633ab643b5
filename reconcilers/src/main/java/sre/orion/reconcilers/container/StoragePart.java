package sre.orion.reconcilers.container;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.FileReference;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.container.Mount;
import sre.orion.api.container.Storage;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.secret.Text;
import sre.orion.reconcilers.shared.Fingerprint;

/** StoragePart is what of a spec says which files the container sees. */
final class StoragePart {
    /** Where Compose puts what has no target of its own. */
    private static final String CONFIGS = "/";

    private static final String SECRETS = "/run/secrets/";
    private static final int USUAL_MODE = 0444;

    private StoragePart() {}

    static Storage storage(ServiceSpec service, References references) {
        ContainerSpec spec = service.container();
        SortedMap<String, Mount> mounts = new TreeMap<>();
        for (MountSpec mount : spec.volumes()) {
            // Of two mounts on one target the later one wins, as in Compose.
            mounts.put(clean(mount.target()), mount(mount, references));
        }
        files(mounts, spec.configs(), service.configs(), CONFIGS);
        files(mounts, spec.secrets(), service.secrets(), SECRETS);
        return new Storage(
                List.copyOf(mounts.values()),
                temporary(spec.tmpfs()),
                volumesFrom(spec.volumesFrom(), references),
                Boolean.TRUE.equals(spec.readOnly()),
                Given.number(spec.shmSize()),
                spec.storageOpt(),
                copied(service));
    }

    private static Mount mount(MountSpec spec, References references) {
        Mount.Type type = type(spec);
        var bind = requireNonNullElse(spec.bind(), new MountSpec.BindOptions(null, null, null, null));
        var volume = requireNonNullElse(spec.volume(), new MountSpec.VolumeOptions(null, null, Immutable.map(null)));
        var tmpfs = requireNonNullElse(spec.tmpfs(), new MountSpec.TmpfsOptions(null, null));
        String imagePath =
                spec.image() == null ? "" : requireNonNullElse(spec.image().subpath(), "");
        return new Mount(
                type,
                source(spec, type, references),
                clean(spec.target()),
                Boolean.TRUE.equals(spec.readOnly()),
                text(spec.consistency()),
                text(bind.propagation()),
                text(bind.selinux()),
                requireNonNullElse(bind.createHostPath(), true),
                text(bind.recursive()),
                Boolean.TRUE.equals(volume.nocopy()),
                type == Mount.Type.IMAGE ? imagePath : text(volume.subpath()),
                volume.labels(),
                tmpfs.size() == null ? OptionalLong.empty() : OptionalLong.of(tmpfs.size()),
                tmpfs.mode() == null ? OptionalInt.empty() : OptionalInt.of(tmpfs.mode()),
                viaMounts(spec, type, bind, volume));
    }

    private static Mount.Type type(MountSpec spec) {
        return switch (spec.type()) {
            case "bind" -> Mount.Type.BIND;
            case "tmpfs" -> Mount.Type.TMPFS;
            case "image" -> Mount.Type.IMAGE;
            case String _ -> Mount.Type.VOLUME;
        };
    }

    private static String source(MountSpec spec, Mount.Type type, References references) {
        String source = text(spec.source());
        return type == Mount.Type.VOLUME && !source.isEmpty() ? references.volume(source) : source;
    }

    /** Whether Compose asks through {@code Mounts}: {@code Binds} cannot say these options. */
    private static boolean viaMounts(
            MountSpec spec, Mount.Type type, MountSpec.BindOptions bind, MountSpec.VolumeOptions volume) {
        return switch (type) {
            case TMPFS, IMAGE -> true;
            case BIND ->
                bind.propagation() != null || bind.recursive() != null || Boolean.FALSE.equals(bind.createHostPath());
            case VOLUME ->
                spec.source() == null
                        || Boolean.TRUE.equals(volume.nocopy())
                        || volume.subpath() != null
                        || !volume.labels().isEmpty();
        };
    }

    /** Files of the node, mounted read only; the engine refuses a missing one instead of making a folder of its name. */
    private static void files(
            SortedMap<String, Mount> mounts,
            List<FileReference> references,
            SortedMap<String, FileSource> sources,
            String folder) {
        for (FileReference reference : references) {
            FileSource source = sources.get(reference.source());
            if (source == null || source.file() == null) {
                continue;
            }
            String target = target(reference, folder);
            mounts.put(
                    target,
                    new Mount(
                            Mount.Type.BIND,
                            source.file(),
                            target,
                            true,
                            "",
                            "",
                            "",
                            false,
                            "",
                            false,
                            "",
                            Immutable.map(null),
                            OptionalLong.empty(),
                            OptionalInt.empty(),
                            true));
        }
    }

    /** What stands in the spec, in Compose's order: secrets go first. */
    private static List<CopiedFile> copied(ServiceSpec service) {
        List<CopiedFile> copied = new ArrayList<>();
        copied(copied, service.container().secrets(), service.secrets(), SECRETS);
        copied(copied, service.container().configs(), service.configs(), CONFIGS);
        return copied;
    }

    private static void copied(
            List<CopiedFile> copied,
            List<FileReference> references,
            SortedMap<String, FileSource> sources,
            String folder) {
        for (FileReference reference : references) {
            FileSource source = sources.get(reference.source());
            Text content = source == null ? null : source.content();
            if (content != null) {
                copied.add(new CopiedFile(
                        target(reference, folder),
                        content,
                        content.secret() ? content.mark() : Fingerprint.of(content),
                        requireNonNullElse(reference.mode(), USUAL_MODE),
                        number(reference.uid()),
                        number(reference.gid())));
            }
        }
    }

    private static OptionalInt number(@Nullable String id) {
        return id != null && id.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(id)) : OptionalInt.empty();
    }

    private static String target(FileReference reference, String folder) {
        String written = requireNonNullElse(reference.target(), reference.source());
        return clean(written.startsWith("/") ? written : folder + written);
    }

    private static SortedMap<String, String> temporary(List<String> tmpfs) {
        SortedMap<String, String> options = new TreeMap<>();
        for (String entry : tmpfs) {
            String[] parts = entry.split(":", 2);
            options.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return options;
    }

    private static List<String> volumesFrom(List<String> written, References references) {
        List<String> ids = new ArrayList<>();
        for (String entry : written) {
            String reference = entry.startsWith("container:") ? entry : "service:" + entry;
            boolean readOnly = reference.endsWith(":ro");
            String bare =
                    readOnly || reference.endsWith(":rw") ? reference.substring(0, reference.length() - 3) : reference;
            ids.add(references.parents().resolve(bare) + (readOnly ? ":ro" : ""));
        }
        return ids;
    }

    /** A path without empty parts, {@code .} and {@code ..}; one that is not absolute stays so, for the engine to refuse. */
    static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    private static String text(@Nullable String text) {
        return requireNonNullElse(text, "");
    }
}
