package sre.orion.agent.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import sre.orion.agent.state.DurableFiles;

/**
 * WorkTree is the files of the revision in use under a path that never changes, which is where containers mount them from.
 * It is brought up to date file by file, each replaced at once, so a mounted folder stays the same folder.
 */
final class WorkTree {
    private WorkTree() {}

    /** Makes {@code tree} hold exactly what {@code from} holds; what is equal is not touched. */
    static void update(Path tree, Path from) throws IOException {
        Files.createDirectories(tree);
        for (Path path : parentsFirst(from)) {
            Path target = tree.resolve(from.relativize(path));
            if (Files.isDirectory(path)) {
                makeFolder(target);
            } else {
                replace(target, path);
            }
        }
        for (Path path : parentsFirst(tree).reversed()) {
            if (!Files.exists(from.resolve(tree.relativize(path)), LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void makeFolder(Path target) throws IOException {
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(target);
            Files.createDirectory(target);
        }
    }

    private static void replace(Path target, Path from) throws IOException {
        boolean file = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
        if (file && Files.mismatch(target, from) < 0 && Files.isExecutable(target) == Files.isExecutable(from)) {
            return;
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            DurableFiles.removeTree(target);
        }
        Path next = target.resolveSibling(target.getFileName() + ".orion-next");
        Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> parentsFirst(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            return tree.filter(path -> !path.equals(root))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
