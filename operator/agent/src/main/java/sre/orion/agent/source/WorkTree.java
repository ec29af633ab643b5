package sre.orion.agent.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import sre.orion.agent.state.DurableFiles;

/**
 * WorkTree is the files of the revision in use under a path that never changes, which is where containers mount them from.
 * It is brought up to date file by file, so a mounted folder stays the same folder, and a mounted file the same file: a
 * container would go on seeing the old one if another took its place. What a crash leaves half written is written again at
 * the next start.
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
        if (file) {
            rewrite(target, from);
            return;
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            DurableFiles.removeTree(target);
        }
        Path next = target.resolveSibling(target.getFileName() + ".orion-next");
        Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The new content first and the length after it: there is no moment at which the file is empty. */
    private static void rewrite(Path target, Path from) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(from));
        try (var file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                file.write(content);
            }
            file.truncate(content.limit());
            file.force(true);
        }
        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(from));
    }

    private static List<Path> parentsFirst(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            return tree.filter(path -> !path.equals(root))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
