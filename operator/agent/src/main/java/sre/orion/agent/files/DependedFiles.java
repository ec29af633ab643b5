package sre.orion.agent.files;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import sre.orion.api.compose.FileReference;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.compose.SecurityOptions;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.Revision;

/**
 * DependedFiles is the paths on whose content the Services of a revision depend.
 *
 * @param mounted files of configs and secrets, and what is mounted from the node's own folder of the specs
 * @param read files whose text goes into a request: profiles for seccomp
 */
record DependedFiles(SortedSet<String> mounted, SortedSet<String> read) {

    /** Those of this revision, whose specs lie in {@code specs}. */
    static DependedFiles of(Revision revision, Path specs) {
        var files = new DependedFiles(new TreeSet<>(), new TreeSet<>());
        Path own = specs.resolve(revision.node());
        for (Resource<?> resource : revision.resources().values()) {
            if (resource.spec() instanceof ServiceSpec service) {
                files.add(service, own);
            }
        }
        return files;
    }

    private void add(ServiceSpec service, Path own) {
        sources(service.container().configs(), service.configs());
        sources(service.container().secrets(), service.secrets());
        service.container().volumes().stream()
                .filter(mount -> mount.type().equals("bind"))
                .map(MountSpec::source)
                .flatMap(Stream::ofNullable)
                .filter(source -> Path.of(source).startsWith(own))
                .forEach(path -> mounted.add(path));
        service.container().securityOpt().stream()
                .map(SecurityOptions::profile)
                .flatMap(Optional::stream)
                .forEach(path -> read.add(path));
    }

    private void sources(Collection<FileReference> references, SortedMap<String, FileSource> sources) {
        for (FileReference reference : references) {
            Optional.ofNullable(sources.get(reference.source()))
                    .map(FileSource::file)
                    .ifPresent(path -> mounted.add(path));
        }
    }

    /** All of them, and whether the text is wanted. */
    SortedMap<String, Boolean> all() {
        SortedMap<String, Boolean> all = new TreeMap<>();
        mounted.forEach(path -> all.put(path, false));
        read.forEach(path -> all.put(path, true));
        return all;
    }
}
