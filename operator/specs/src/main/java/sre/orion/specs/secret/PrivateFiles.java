package sre.orion.specs.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PrivateFiles is files that only their owner reads, the operator's user or root: how they are made, and whether they are so. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-------");

    /** The permissions of a private file (0600), for whoever makes one. */
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE = PosixFilePermissions.asFileAttribute(PERMISSIONS);

    /** The state directory's own permissions, in case it is not there yet. */
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    private PrivateFiles() {}

    /** Why somebody else might read or change a file; null when nobody can. */
    static @Nullable String exposed(Path path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        String owner = attributes.owner().getName();
        String user = System.getProperty("user.name");
        if (!owner.equals("root") && !owner.equals(user)) {
            return path + " belongs to " + owner + "; give it to the operator's user: chown " + user + " " + path;
        }
        return PERMISSIONS.containsAll(attributes.permissions())
                ? null
                : path + " can be read by others (" + PosixFilePermissions.toString(attributes.permissions())
                        + "); close it: chmod 0600 " + path;
    }

    /**
     * Makes a file (0600), and its folder if need be.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one; it is not touched
     */
    public static void create(Path path, byte[] content) throws IOException {
        makeFolderOf(path);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var file = Files.newByteChannel(path, options, PRIVATE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    /** Makes the folder that a file lies in, if need be. */
    static void makeFolderOf(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent, FOLDER);
        }
    }
}
