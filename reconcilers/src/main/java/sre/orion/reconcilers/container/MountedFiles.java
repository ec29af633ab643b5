package sre.orion.reconcilers.container;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sre.orion.api.container.Container;
import sre.orion.api.container.Mount;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;

/** MountedFiles is the files of the node that a container mounts and on whose content its Service depends. */
public final class MountedFiles {
    private MountedFiles() {}

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
        return files;
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
