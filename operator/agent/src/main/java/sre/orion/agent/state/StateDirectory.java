package sre.orion.agent.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * StateDirectory is the folder in which one operator keeps what outlives it. It is locked while it is open: a second
 * operator is refused. The kernel drops the lock with the process, so no crash leaves one behind.
 */
public final class StateDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

    private final Path path;
    private final FileChannel lockFile;

    private StateDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder (0750) if need be, and locks it.
     *
     * @param node whose operator this is, for whoever comes second; empty when it is not known yet
     */
    public static StateDirectory open(Path path, Optional<String> node) throws StartRefusal {
        Path absolute = path.toAbsolutePath().normalize();
        FileChannel lockFile;
        try {
            create(absolute);
            lockFile = FileChannel.open(
                    absolute.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException failed) {
            throw new StartRefusal(
                    "--state " + absolute + ": cannot be used (" + FileTrouble.explain(failed)
                            + "): name a folder that you may write to",
                    failed);
        }
        try {
            lock(lockFile, absolute, node);
        } catch (IOException failed) {
            throw new StartRefusal(
                    "--state " + absolute + ": cannot be locked: " + FileTrouble.explain(failed), failed);
        }
        return new StateDirectory(absolute, lockFile);
    }

    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
    }

    private static void lock(FileChannel lockFile, Path path, Optional<String> node) throws IOException, StartRefusal {
        if (!tryLock(lockFile)) {
            String holder = read(lockFile);
            lockFile.close();
            throw new StartRefusal("--state " + path + ": another operator uses it (" + holder
                    + "): end that one first, or give this one a folder of its own");
        }
        sign(lockFile, path, node);
    }

    /** The lock's file tells a second operator, and people, who holds it; a full disk is no reason not to start. */
    private static void sign(FileChannel lockFile, Path path, Optional<String> node) {
        String holder = node.map(name -> "node " + name + ", ").orElse("") + "process "
                + ProcessHandle.current().pid();
        try {
            lockFile.truncate(0);
            lockFile.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException failed) {
            LOG.atWarn()
                    .addKeyValue("folder", path)
                    .addKeyValue("why", FileTrouble.explain(failed))
                    .log("the state directory cannot be written to");
        }
    }

    private static boolean tryLock(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static String read(FileChannel file) throws IOException {
        var buffer = ByteBuffer.allocate(400);
        file.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    /** The folder itself, absolute. */
    public Path path() {
        return path;
    }

    /** The file or folder of this name in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Lets the next operator in. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
