package sre.orion.reconcilers.container;

import static sre.orion.api.plan.Difference.Change.RECREATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Mount;
import sre.orion.api.observation.ImageState;
import sre.orion.api.plan.Difference;

/**
 * MountDrift is how two containers' mounts differ. The name of an anonymous volume is the engine's choice, so a volume
 * with such a name stands for whatever anonymous volume the spec or the image wants at that place: Orion itself carries
 * anonymous volumes over by name when it replaces a container.
 */
final class MountDrift {
    private static final Pattern ENGINE_CHOSEN = Pattern.compile("[0-9a-f]{64}");

    private MountDrift() {}

    static boolean isAnonymous(Mount mount) {
        return mount.type() == Mount.Type.VOLUME
                && (mount.source().isEmpty()
                        || ENGINE_CHOSEN.matcher(mount.source()).matches());
    }

    static List<Difference> between(List<Mount> wanted, List<Mount> found, ImageState image) {
        SortedMap<String, Mount> wantedByTarget = byTarget(wanted);
        SortedMap<String, Mount> foundByTarget = byTarget(found);
        var targets = new TreeSet<>(wantedByTarget.keySet());
        targets.addAll(foundByTarget.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String target : targets) {
            Mount want = wantedByTarget.get(target);
            Mount have = foundByTarget.get(target);
            boolean imagesOwn = (want == null || isAnonymous(want))
                    && (have == null || isAnonymous(have))
                    && declares(image, target);
            String wantedText = text(want);
            String foundText = text(have);
            if (!imagesOwn && !wantedText.equals(foundText)) {
                differences.add(new Difference("volumes." + target, wantedText, foundText, RECREATE));
            }
        }
        return differences;
    }

    private static boolean declares(ImageState image, String target) {
        return image.volumes().stream().anyMatch(path -> StoragePart.clean(path).equals(target));
    }

    private static SortedMap<String, Mount> byTarget(List<Mount> mounts) {
        SortedMap<String, Mount> byTarget = new TreeMap<>();
        mounts.forEach(mount -> byTarget.put(StoragePart.clean(mount.target()), mount));
        return byTarget;
    }

    /** What of a mount is compared, as text. */
    private static String text(@Nullable Mount mount) {
        if (mount == null) {
            return "";
        }
        if (isAnonymous(mount)) {
            return "anonymous volume" + (mount.readOnly() ? ", read only" : "");
        }
        List<String> parts = new ArrayList<>();
        parts.add((mount.type().name().toLowerCase(Locale.ROOT) + " " + mount.source()).strip());
        add(parts, mount.readOnly(), "read only");
        add(parts, !mount.propagation().isEmpty() && !mount.propagation().equals("rprivate"), mount.propagation());
        add(parts, !mount.selinux().isEmpty(), mount.selinux());
        add(parts, !mount.recursive().isEmpty(), "recursive " + mount.recursive());
        add(parts, mount.noCopy(), "nocopy");
        add(parts, !mount.subpath().isEmpty(), "subpath " + mount.subpath());
        add(parts, !mount.volumeLabels().isEmpty(), "labels " + mount.volumeLabels());
        mount.tmpfsSize().ifPresent(size -> add(parts, size != 0, size + " bytes"));
        mount.tmpfsMode().ifPresent(mode -> add(parts, mode != 0, "mode " + Integer.toOctalString(mode)));
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, boolean holds, String part) {
        if (holds) {
            parts.add(part);
        }
    }
}
