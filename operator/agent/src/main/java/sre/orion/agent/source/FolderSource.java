package sre.orion.agent.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * FolderSource is a folder that people edit. It is polled, not watched: inotify loses events at a full queue and on
 * network mounts, and a look costs one {@code stat} a file. A change counts once two looks 300 ms apart found the same
 * contents and the files are still those after they were read, so a half-written file is waited for.
 */
public final class FolderSource implements SpecSource {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int LOOKS = 7;

    private final Path root;
    private final SpecReader reader;
    private final Duration settling;
    private @Nullable Settled settled;

    private record Settled(FolderFiles files, String digest, SourceResult result) {}

    /** The specs in {@code root}; its path is resolved now, so that a change of the working folder means nothing. */
    public FolderSource(Path root, SpecReader reader) {
        this(root, reader, Duration.ofMillis(300));
    }

    FolderSource(Path root, SpecReader reader, Duration settling) {
        this.root = root.toAbsolutePath().normalize();
        this.reader = reader;
        this.settling = settling;
    }

    @Override
    public SourceResult read() {
        try {
            FolderFiles files = FolderFiles.scan(root);
            if (settled != null && files.equals(settled.files)) {
                return settled.result;
            }
            return settle(files);
        } catch (AccessDeniedException denied) {
            return new SourceResult.Unavailable(root + ": may not be read: " + denied.getMessage());
        } catch (IOException failed) {
            return new SourceResult.Unavailable(root + ": " + failed.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new SourceResult.Unavailable(root + ": reading was interrupted");
        }
    }

    private SourceResult settle(FolderFiles first) throws IOException, InterruptedException {
        FolderFiles files = first;
        String digest = files.digest();
        for (int look = 0; look < LOOKS; look++) {
            // Read within the wait, for a start has no time to lose; what was read counts if the second look finds the
            // same.
            long lookAgain = System.nanoTime() + settling.toNanos();
            SourceResult result = reader.read(root, root, "sha256:" + digest);
            TimeUnit.NANOSECONDS.sleep(lookAgain - System.nanoTime());
            FolderFiles now = FolderFiles.scan(root);
            String digestNow = now.digest();
            if (now.equals(files) && digestNow.equals(digest)) {
                settled = result instanceof SourceResult.Unavailable ? settled : new Settled(files, digest, result);
                return result;
            }
            files = now;
            digest = digestNow;
        }
        return settled == null
                ? new SourceResult.Unavailable(root + ": its files keep changing, so no revision can be read")
                : settled.result;
    }

    @Override
    public void copyTo(Path folder) throws IOException {
        if (settled == null) {
            throw new IOException("nothing has been loaded yet");
        }
        settled.files.copyTo(folder);
        if (!settled.files.digest().equals(settled.digest)) {
            throw new IOException("the files were changed as they were copied");
        }
    }

    @Override
    public void forget() {
        settled = null;
    }

    @Override
    public Path base() {
        return root;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public String description() {
        return root.toString();
    }

    @Override
    public void close() {}
}
