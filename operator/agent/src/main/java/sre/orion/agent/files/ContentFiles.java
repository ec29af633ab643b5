package sre.orion.agent.files;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.api.compose.FileReference;
import sre.orion.api.container.Mount;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.api.secret.Text;

/**
 * ContentFiles is what specs give as the content of configs and secrets to containers whose own file system is read only, as
 * files of the state directory: the engine puts nothing into such a container, so it mounts them. The folder is for root
 * alone; a file has the mode and owner that its first use asks for, 0444 unless told otherwise, as Compose's copies have.
 */
public final class ContentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ContentFiles.class);
    private static final int USUAL_MODE = 0444;

    private final Path folder;

    /** The files below this state directory. */
    public ContentFiles(Path state) {
        folder = state.toAbsolutePath().normalize().resolve(Mount.CONTENTS);
    }

    /** The revision with files in the place of contents. */
    public Revision placed(Revision revision) {
        SortedMap<ResourceKey, Resource<?>> resources = new TreeMap<>();
        revision.resources().forEach((key, resource) -> {
            Object spec = resource.spec() instanceof ServiceSpec service && mounts(service)
                    ? placed(service)
                    : resource.spec();
            resources.put(key, new Resource<>(key.kind(), resource.metadata(), spec, resource.location()));
        });
        return new Revision(revision.id(), revision.node(), resources);
    }

    private static boolean mounts(ServiceSpec service) {
        return Boolean.TRUE.equals(service.container().readOnly());
    }

    private ServiceSpec placed(ServiceSpec service) {
        return new ServiceSpec(
                service.project(),
                service.service(),
                service.container(),
                placed(service, "configs", service.configs()),
                placed(service, "secrets", service.secrets()),
                service.heal(),
                service.rollout(),
                service.onConfigChange(),
                service.suspend());
    }

    private SortedMap<String, FileSource> placed(
            ServiceSpec service, String section, SortedMap<String, FileSource> sources) {
        SortedMap<String, FileSource> placed = new TreeMap<>(sources);
        placed.replaceAll((name, source) -> source.content() == null
                ? source
                : new FileSource(path(service, section, name).toString(), null, source.external(), source.name()));
        return placed;
    }

    private Path path(ServiceSpec service, String section, String name) {
        return folder.resolve(Path.of(service.project(), service.service(), section, name));
    }

    /** Content is what a file says, and how it is first used. */
    private record Content(Text text, FileReference use) {}

    /** Makes the files be those of the revision: each replaced at once, and only when its content is another. */
    public void write(Revision revision) {
        SortedMap<Path, Content> wanted = new TreeMap<>();
        revision.resources().values().forEach(resource -> {
            if (resource.spec() instanceof ServiceSpec service && mounts(service)) {
                collect(
                        service,
                        "configs",
                        service.configs(),
                        service.container().configs(),
                        wanted);
                collect(
                        service,
                        "secrets",
                        service.secrets(),
                        service.container().secrets(),
                        wanted);
            }
        });
        try {
            if (!wanted.isEmpty() || Files.exists(folder)) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                for (Map.Entry<Path, Content> file : wanted.entrySet()) {
                    write(file.getKey(), file.getValue());
                }
                removeAllBut(wanted.keySet());
            }
        } catch (IOException failed) {
            LOG.atError()
                    .addKeyValue("folder", folder)
                    .addKeyValue("why", failed)
                    .log("contents of the specs cannot be written");
        }
    }

    private void collect(
            ServiceSpec service,
            String section,
            SortedMap<String, FileSource> sources,
            List<FileReference> references,
            SortedMap<Path, Content> wanted) {
        for (FileReference reference : references) {
            FileSource source = sources.get(reference.source());
            Text content = source == null ? null : source.content();
            if (content != null) {
                wanted.putIfAbsent(path(service, section, reference.source()), new Content(content, reference));
            }
        }
    }

    private static void write(Path path, Content content) throws IOException {
        byte[] bytes = content.text().value().getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), bytes)) {
            own(path, content.use());
            return;
        }
        Path parent = path.resolveSibling("");
        Files.createDirectories(parent);
        Path next = Files.createTempFile(parent, ".next", "");
        Files.write(next, bytes);
        own(next, content.use());
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void own(Path path, FileReference use) throws IOException {
        Files.setAttribute(path, "unix:mode", requireNonNullElse(use.mode(), USUAL_MODE));
        give(path, "unix:uid", use.uid());
        give(path, "unix:gid", use.gid());
    }

    private static void give(Path path, String attribute, @Nullable String id) throws IOException {
        if (id != null && id.matches("[0-9]{1,9}")) {
            Files.setAttribute(path, attribute, Integer.valueOf(id));
        }
    }

    private void removeAllBut(Set<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                if (!wanted.contains(path)) {
                    Files.delete(path);
                }
            }
        }
    }
}
