package sre.orion.agent.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.agent.state.DurableFiles;
import sre.orion.api.resource.Revision;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * LastGood is the copy of the last good revision in the state directory: what a start on a bad one goes on from. A copy is
 * written to a folder of its own; then one file, replaced at once, says which folder counts, so a crash at any moment
 * leaves the older copy or the newer.
 */
public final class LastGood {
    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

    private final Path folder;
    private final Path pointerFile;
    private final JsonMapper json = JsonMapper.builder().build();

    /** Which folder counts, and what it must hold. */
    private record Pointer(String copy, String revision, String node, String base, String digest) {}

    /** The copy that is kept in {@code folder}. */
    public LastGood(Path folder) {
        this.folder = folder;
        pointerFile = folder.resolve("current.json");
    }

    /** Keeps the revision that {@code source} loaded last instead of the one before. */
    public void save(SpecSource source, Revision revision) throws IOException {
        Optional<Pointer> before = pointer();
        if (before.isPresent() && before.get().revision().equals(revision.id())) {
            return;
        }
        String name = before.isPresent() && before.get().copy().equals("a") ? "b" : "a";
        Path copy = folder.resolve(name);
        DurableFiles.removeTree(copy);
        Files.createDirectories(copy);
        source.copyTo(copy);
        syncFolders(copy);
        String digest = FolderFiles.scan(copy).digest();
        var pointer =
                new Pointer(name, revision.id(), revision.node(), source.base().toString(), digest);
        DurableFiles.replace(pointerFile, json.writeValueAsBytes(pointer));
    }

    /** The node whose revision is kept, if one is. */
    public Optional<String> node() {
        return pointer().map(Pointer::node);
    }

    /** Whether the revision that is kept is one of this folder. */
    public boolean isOf(Path source) {
        return pointer()
                .map(Pointer::base)
                .filter(source.toAbsolutePath().normalize().toString()::equals)
                .isPresent();
    }

    /** What the copy says, if there is a whole one for this node. */
    public Optional<SourceResult> load(SpecReader reader, String node) {
        Optional<Pointer> pointer = pointer();
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        Pointer kept = pointer.get();
        Path copy = folder.resolve(kept.copy());
        if (!kept.node().equals(node)) {
            LOG.atWarn()
                    .addKeyValue("node", kept.node())
                    .log("the last good revision is another node's, it is not used");
            return Optional.empty();
        }
        if (!digestOf(copy).equals(kept.digest())) {
            LOG.atError().addKeyValue("folder", copy).log("the last good revision is damaged, it is not used");
            return Optional.empty();
        }
        return Optional.of(reader.read(copy, Path.of(kept.base()), kept.revision()));
    }

    private Optional<Pointer> pointer() {
        try {
            return Files.exists(pointerFile)
                    ? Optional.of(json.readValue(Files.readAllBytes(pointerFile), Pointer.class))
                    : Optional.empty();
        } catch (IOException | JacksonException damaged) {
            LOG.atError().setCause(damaged).log("the last good revision cannot be read, it is not used");
            return Optional.empty();
        }
    }

    private static String digestOf(Path copy) {
        try {
            return FolderFiles.scan(copy).digest();
        } catch (IOException unreadable) {
            return "unreadable: " + unreadable.getMessage();
        }
    }

    private static void syncFolders(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            for (Path path : (Iterable<Path>) tree.filter(Files::isDirectory)::iterator) {
                DurableFiles.syncFolder(path);
            }
        }
    }
}
