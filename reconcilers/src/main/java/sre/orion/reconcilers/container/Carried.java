package sre.orion.reconcilers.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.container.Container;
import sre.orion.api.container.Mount;
import sre.orion.api.container.Storage;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.ImageState;

/** Carried is the anonymous volumes that move from an old container to the new one, so that no data stays behind. */
public final class Carried {
    private Carried() {}

    /** The container to ask for, with the old one's volumes where spec or image want anonymous ones. */
    public static Container over(Container asked, ContainerState old, ImageState image) {
        SortedMap<String, Mount> mounts = new TreeMap<>();
        asked.storage().mounts().forEach(mount -> mounts.put(mount.target(), mount));
        for (Mount volume : old.mounted()) {
            String target = StoragePart.clean(volume.target());
            Optional<Mount> wanted = Optional.ofNullable(mounts.get(target));
            boolean imagesOwn = wanted.isEmpty()
                    && image.volumes().stream().map(StoragePart::clean).anyMatch(target::equals);
            boolean specsOwn = wanted.filter(MountDrift::isAnonymous).isPresent();
            if (MountDrift.isAnonymous(volume) && !volume.source().isEmpty() && (imagesOwn || specsOwn)) {
                mounts.put(target, named(wanted.orElse(volume), volume.source(), target));
            }
        }
        return withMounts(asked, new ArrayList<>(mounts.values()));
    }

    private static Mount named(Mount mount, String source, String target) {
        return new Mount(
                Mount.Type.VOLUME,
                source,
                target,
                mount.readOnly(),
                "",
                "",
                "",
                true,
                "",
                mount.noCopy(),
                mount.subpath(),
                mount.volumeLabels(),
                mount.tmpfsSize(),
                mount.tmpfsMode(),
                true);
    }

    private static Container withMounts(Container asked, List<Mount> mounts) {
        Storage storage = asked.storage();
        return new Container(
                asked.image(),
                asked.process(),
                asked.healthcheck(),
                asked.labels(),
                asked.annotations(),
                new Storage(
                        mounts,
                        storage.tmpfs(),
                        storage.volumesFrom(),
                        storage.readOnlyRootFilesystem(),
                        storage.shmSize(),
                        storage.options(),
                        storage.copied()),
                asked.networking(),
                asked.resources(),
                asked.isolation(),
                asked.restart(),
                asked.logging(),
                asked.platform());
    }
}
