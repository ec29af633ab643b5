package sre.orion.agent.source;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.agent.state.DurableFiles;
import sre.orion.specs.SpecFolder;

/**
 * FolderFiles is the regular files of a folder as one look found them, equal to another look when nothing was written in
 * between. Hidden folders are left out, links followed; of a file above 1 MiB, which is mounted and not read, and of one that
 * cannot be read, size and time stand for the content.
 */
record FolderFiles(Path root, SortedMap<String, Stamp> files) {
    private static final int READ_LIMIT = 1024 * 1024;
    private static final int FILE_LIMIT = 20_000;

    /** Stamp is what changes when a file is written: its size, time, device and inode; size -1 is of one that is never read. */
    record Stamp(long size, FileTime modified, @Nullable Object inode) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }

        static Stamp unread(BasicFileAttributes attributes) {
            return new Stamp(-1, attributes.lastModifiedTime(), attributes.fileKey());
        }

        /** Whether the content is what counts of the file, and can be had. */
        boolean read(Path file) {
            return size >= 0 && size <= READ_LIMIT && Files.isReadable(file);
        }
    }

    /** The stamp of one file; empty when there is none. */
    private static Optional<Stamp> stampOf(Path file) {
        try {
            return Optional.of(Stamp.of(Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Looks at all files; costs one {@code stat} each. */
    static FolderFiles scan(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException(Files.exists(root) ? "it is no folder" : "there is no such folder");
        }
        var files = new TreeMap<String, Stamp>();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 32, new Visitor(root, files));
        return new FolderFiles(root, files);
    }

    /** SHA-256 over names and contents, in hexadecimal. */
    String digest() throws IOException {
        MessageDigest digest = sha256();
        for (Map.Entry<String, Stamp> file : files.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            byte[] content = content(file.getKey(), file.getValue());
            digest.update(ByteBuffer.allocate(8)
                    .putInt(name.length)
                    .putInt(content.length)
                    .flip());
            digest.update(name);
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Copies every file that is read, and waits until the copies are on the disk. */
    void copyTo(Path target) throws IOException {
        for (Map.Entry<String, Stamp> file : files.entrySet()) {
            Path original = root.resolve(file.getKey());
            if (file.getValue().read(original)) {
                Path copy = target.resolve(file.getKey());
                Files.createDirectories(copy.getParent() == null ? target : copy.getParent());
                DurableFiles.write(copy, Files.readAllBytes(original));
            }
        }
    }

    private byte[] content(String name, Stamp stamp) throws IOException {
        Path file = root.resolve(name);
        return stamp.read(file)
                ? Files.readAllBytes(file)
                : (stamp.size() + " " + stamp.modified()).getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final SortedMap<String, Stamp> files;

        Visitor(Path root, SortedMap<String, Stamp> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = folder.getFileName() != null
                    && folder.getFileName().toString().startsWith(".")
                    && !folder.equals(root);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            boolean named = Path.of(file.toString()).equals(file); // which takes a name in UTF-8
            if (attributes.isRegularFile() && named) {
                files.put(root.relativize(file).toString(), Stamp.of(attributes));
            } else if (!attributes.isDirectory() && SpecFolder.isSpec(file)) {
                files.put(root.relativize(file).toString(), Stamp.unread(attributes));
            }
            if (files.size() > FILE_LIMIT) {
                throw new IOException(
                        "it holds more than " + FILE_LIMIT + " files; name the folder of the specs alone");
            }
            return FileVisitResult.CONTINUE;
        }

        /** A file that went away in between or a link that leads in a circle is no file now; a folder may be closed to us. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof AccessDeniedException && !file.equals(root)) {
                stampOf(file).ifPresent(stamp -> files.put(root.relativize(file).toString(), stamp));
            } else if (!(failure instanceof NoSuchFileException || failure instanceof FileSystemLoopException)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
