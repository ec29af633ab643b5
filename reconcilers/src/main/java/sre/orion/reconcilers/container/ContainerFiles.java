package sre.orion.reconcilers.container;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sre.orion.api.container.Container;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.container.Mount;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;

/** ContainerFiles is the files on whose content a Service depends: of the node, which its container mounts, and of its spec. */
public final class ContainerFiles {
    /** Ends the name of the key under which a hash was made. */
    private static final char KEY_END = '-';

    private ContainerFiles() {}

    /** What can be told of them now, by their path in the container. */
    public static SortedMap<String, FileState> of(Container asked, NodeObservation observation) {
        SortedMap<String, FileState> files = new TreeMap<>();
        for (Mount mount : asked.storage().mounts()) {
            if (mount.type() == Mount.Type.BIND) {
                Optional.ofNullable(observation.files().get(mount.source()))
                        .flatMap(Observed::present)
                        .ifPresent(file -> files.put(mount.target(), file));
            }
        }
        for (CopiedFile file : asked.storage().copied()) {
            // No start but Orion's own brings it in, so no run counts as begun after it changed.
            files.put(file.path(), new FileState(file.hash(), "", Instant.MAX, false, Optional.empty()));
        }
        return files;
    }

    /** Whether two hashes can be held against each other: nothing is told by those under two keys, one of which is lost. */
    public static boolean comparable(String one, String other) {
        String key = key(one);
        return key.isEmpty() || key(other).isEmpty() || key.equals(key(other));
    }

    private static String key(String hash) {
        return hash.substring(0, Math.max(0, hash.indexOf(KEY_END)));
    }

    /** The label that says with which contents a container was made: a hash, a blank and a path a line. */
    static String label(SortedMap<String, FileState> files) {
        return files.entrySet().stream()
                .map(file -> file.getValue().hash() + " " + file.getKey())
                .collect(Collectors.joining("\n"));
    }

    /** The hashes by path that such a label tells. */
    public static SortedMap<String, String> hashes(String label) {
        SortedMap<String, String> hashes = new TreeMap<>();
        label.lines()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> hashes.put(parts[1], parts[0]));
        return hashes;
    }
}
