package sre.orion.specs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SpecFolder reads the files of a node from a folder, whole; whether they were read torn is for the caller to see. */
public final class SpecFolder {
    private static final long LARGEST_FILE = 4L << 20;

    private SpecFolder() {}

    /**
     * The files below {@code <root>/<node>/}; none when there is no such folder. Links are followed; hidden folders and
     * files above 4 MiB are left out. A spec that is there and cannot be read is {@linkplain SpecFiles#unread() unread}, for
     * a spec that only seems to be gone would have its container removed.
     */
    public static SpecFiles read(Path root, String node) throws IOException {
        Path top = root.toAbsolutePath().normalize();
        Path folder = top.resolve(node);
        var walk = new Walk(top, folder);
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 32, walk);
        }
        return new SpecFiles(
                "sha256:" + digest(walk.files),
                top.toString(),
                System.getProperty("user.home"),
                walk.files,
                walk.unread,
                SpecFolder::content);
    }

    /** The nodes of a specs folder: its sub-folders, but for {@code schema} and hidden ones. */
    public static List<String> nodes(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("schema"))
                    .sorted()
                    .toList();
        }
    }

    /** Whether a file may be a spec: YAML, and not hidden, as an editor's copies are. */
    public static boolean isSpec(Path file) {
        String name = name(file);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path top;
        private final Path folder;
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final SortedMap<String, String> unread = new TreeMap<>();

        Walk(Path top, Path folder) {
            this.top = top;
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return name(visited).startsWith(".") && !visited.equals(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isDirectory()) { // deeper than anybody nests
                return FileVisitResult.CONTINUE;
            }
            if (!attributes.isRegularFile()) {
                leaveOut(file, attributes.isSymbolicLink() ? "is a link that leads nowhere" : "is no regular file");
            } else if (!Path.of(file.toString()).equals(file)) {
                leaveOut(file, "has a name that is not UTF-8: rename it");
            } else if (attributes.size() <= LARGEST_FILE) {
                read(file);
            } else if (folder.equals(file.getParent())) {
                leaveOut(file, "has " + attributes.size() + " bytes, which no spec needs: split it");
            }
            return FileVisitResult.CONTINUE;
        }

        private void read(Path file) throws IOException {
            try {
                files.put(top.relativize(file).toString(), Files.readAllBytes(file));
            } catch (NoSuchFileException goneMeanwhile) {
                throw goneMeanwhile;
            } catch (IOException failed) {
                leaveOut(file, explain(failed));
            }
        }

        /** What is no spec is mounted, if anything, by the engine, which may well read it. */
        private void leaveOut(Path file, String why) {
            if (isSpec(file)) {
                unread.put(top.relativize(file).toString(), why);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                throw failure;
            }
            if (!(failure instanceof FileSystemLoopException)) {
                unread.put(top.relativize(file).toString(), explain(failure));
            }
            return FileVisitResult.CONTINUE;
        }

        private static String explain(IOException failure) {
            return failure instanceof AccessDeniedException
                    ? "may not be read: give the user that runs Orion leave to"
                    : "cannot be read: " + failure.getMessage();
        }
    }

    private static byte @Nullable [] content(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String digest(SortedMap<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, bytes) -> {
                digest.update((path + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
