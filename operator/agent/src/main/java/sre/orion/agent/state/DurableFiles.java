package sre.orion.agent.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/** DurableFiles is how files are replaced so that a crash, or a loss of power, leaves the old or the new one whole. */
public final class DurableFiles {
    private DurableFiles() {}

    /** Replaces the file by one with this content. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        write(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(parentOf(file));
    }

    /**
     * Writes a file and waits until it is on the disk; its name is only after {@link #syncFolder}.
     *
     * @throws FileSystemException which names the file also when the disk is full
     */
    public static void write(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (FileSystemException | ClosedChannelException known) {
            throw known;
        } catch (IOException nameless) {
            throw new FileSystemException(file.toString(), null, nameless.getMessage());
        }
    }

    /** Waits until the names in a folder are on the disk. */
    public static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a folder and all in it, following no link; one that is not there is fine. */
    public static void removeTree(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (var tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException gone) {
            return;
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " has no folder");
        }
        return parent;
    }
}
