package sre.orion.specs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    /** The files below {@code <root>/<node>/}; none when there is no such folder. Files above 4 MiB are left out. */
    public static SpecFiles read(Path root, String node) throws IOException {
        Path top = root.toAbsolutePath().normalize();
        SortedMap<String, byte[]> files = new TreeMap<>();
        Path folder = top.resolve(node);
        if (Files.isDirectory(folder)) {
            for (Path file : regularFiles(folder)) {
                files.put(top.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new SpecFiles(
                "sha256:" + digest(files), top.toString(), System.getProperty("user.home"), files, SpecFolder::content);
    }

    /** The nodes of a specs folder: its sub-folders that hold a YAML file, but for {@code schema}. */
    public static List<String> nodes(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("schema"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() <= LARGEST_FILE)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
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
