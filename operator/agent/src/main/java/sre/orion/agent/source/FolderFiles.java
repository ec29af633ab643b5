package sre.orion.agent.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/**
 * FolderFiles is the regular files of a folder as one look found them, equal to another look when nothing was written in
 * between. Hidden folders are left out, links followed; of a file above 1 MiB, which is mounted and not read, size and
 * time stand for its content.
 */
record FolderFiles(Path root, SortedMap<String, Stamp> files) {
    private static final int READ_LIMIT = 1024 * 1024;
    private static final int FILE_LIMIT = 20_000;

    /** Stamp is what changes when a file is written: its size, time, device and inode. */
    record Stamp(long size, FileTime modified, @Nullable Object inode) {}

    /** The stamp of one file; empty when there is none. */
    static Optional<Stamp> stampOf(Path file) {
        try {
            return Optional.of(stamp(Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private static Stamp stamp(BasicFileAttributes attributes) {
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
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
            if (file.getValue().size() <= READ_LIMIT) {
                Path copy = target.resolve(file.getKey());
                Files.createDirectories(copy.getParent() == null ? target : copy.getParent());
                DurableFiles.write(copy, Files.readAllBytes(root.resolve(file.getKey())));
            }
        }
    }

    private byte[] content(String name, Stamp stamp) throws IOException {
        if (stamp.size() > READ_LIMIT) {
            return (stamp.size() + " " + stamp.modified()).getBytes(StandardCharsets.UTF_8);
        }
        return Files.readAllBytes(root.resolve(name));
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
            if (attributes.isRegularFile()) {
                files.put(root.relativize(file).toString(), stamp(attributes));
            }
            if (files.size() > FILE_LIMIT) {
                throw new IOException(
                        "it holds more than " + FILE_LIMIT + " files; name the folder of the specs alone");
            }
            return FileVisitResult.CONTINUE;
        }

        /** A file that went away in between, a link that leads nowhere or in a circle: none of them is a file now. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException || failure instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
