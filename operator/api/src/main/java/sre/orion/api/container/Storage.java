package sre.orion.api.container;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * Storage is a container's view of files.
 *
 * @param mounts sorted by target; one per target
 * @param tmpfs options by path, from the key {@code tmpfs}
 * @param volumesFrom each a container id, with {@code :ro} where it is read only
 * @param shmSize bytes; empty: the engine's default
 * @param copied put into the container before its start, in this order; inspect does not tell them
 */
public record Storage(
        List<Mount> mounts,
        SortedMap<String, String> tmpfs,
        List<String> volumesFrom,
        boolean readOnlyRootFilesystem,
        Optional<Long> shmSize,
        SortedMap<String, String> options,
        List<CopiedFile> copied) {

    public Storage {
        mounts = mounts.stream().sorted(Comparator.comparing(Mount::target)).toList();
        tmpfs = Immutable.map(tmpfs);
        volumesFrom = Immutable.list(volumesFrom);
        options = Immutable.map(options);
        copied = Immutable.list(copied);
    }
}
