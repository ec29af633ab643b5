package sre.orion.agent.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sre.orion.agent.loop.FileLook;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Revision;
import sre.orion.specs.secret.Marks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * FileObserver looks at the files of the node on whose content Services depend. A file is read when its status has changed,
 * which no program can hide; a folder is all regular files below it.
 */
public final class FileObserver implements FileLook {
    private static final int MOST_FILES = 2_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path specs;
    private final Marks marks;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /**
     * A look at the files that the specs in this folder depend on.
     *
     * @param marks what the hashes are made with: labels tell them, and a short secret could be guessed from a plain hash
     */
    public FileObserver(Path specs, Marks marks) {
        this.specs = specs;
        this.marks = marks;
    }

    /** Stamp is what changes with every write: size, identity, and the time of the last change of the file's status. */
    private record Stamp(long size, String identity, Instant changedAt) {}

    private record Known(Stamp stamp, String digest) {}

    @Override
    public SortedMap<String, Observed<FileState>> look(Revision revision) {
        SortedMap<String, Observed<FileState>> seen = new TreeMap<>();
        DependedFiles.of(revision, specs).all().forEach((path, text) -> seen.put(path, observe(path, text)));
        return seen;
    }

    private Observed<FileState> observe(String path, boolean text) {
        try {
            Path file = Path.of(path);
            if (!Files.exists(file)) {
                return new Observed.Absent<>();
            }
            return new Observed.Present<>(Files.isDirectory(file) ? folder(file) : file(file, text));
        } catch (IOException | InvalidPathException | JacksonException failed) {
            return new Observed.Unknown<>(path + " cannot be read: " + failed.getMessage());
        }
    }

    private FileState file(Path file, boolean text) throws IOException {
        Stamp stamp = stamp(file);
        if (stamp.size() > MOST_BYTES) {
            throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        Optional<String> content = text ? Optional.of(compact(file)) : Optional.empty();
        return new FileState(digest(file, stamp), stamp.identity(), stamp.changedAt(), false, content);
    }

    private FileState folder(Path folder) throws IOException {
        MessageDigest all = sha256();
        Stamp own = stamp(folder);
        Instant changedAt = own.changedAt();
        long bytes = 0;
        for (Path file : regularFiles(folder)) {
            Stamp stamp = stamp(file);
            bytes += stamp.size();
            if (bytes > MOST_BYTES) {
                throw new IOException("its files are larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            changedAt = stamp.changedAt().isAfter(changedAt) ? stamp.changedAt() : changedAt;
            all.update((folder.relativize(file) + "\0").getBytes(StandardCharsets.UTF_8));
            all.update(digest(file, stamp).getBytes(StandardCharsets.UTF_8));
        }
        return new FileState(
                marks.of(HexFormat.of().formatHex(all.digest())), own.identity(), changedAt, true, Optional.empty());
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES + 1)
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new IOException("it holds more than " + MOST_FILES + " files");
            }
            return files;
        } catch (java.io.UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:size,dev,ino,ctime");
        return new Stamp(
                (long) requireNonNull(attributes.get("size")),
                attributes.get("dev") + ":" + attributes.get("ino"),
                ((FileTime) requireNonNull(attributes.get("ctime"))).toInstant());
    }

    private String digest(Path file, Stamp stamp) throws IOException {
        Known before = known.get(file);
        if (before != null && before.stamp().equals(stamp)) {
            return before.digest();
        }
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream content = Files.newInputStream(file)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        String now = marks.of(HexFormat.of().formatHex(digest.digest()));
        // A file that is being written is read again at the next look.
        if (stamp(file).equals(stamp)) {
            known.put(file, new Known(stamp, now));
        }
        return now;
    }

    /** A profile as it is sent: without blanks, as docker compose sends it. */
    private static String compact(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file)).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
