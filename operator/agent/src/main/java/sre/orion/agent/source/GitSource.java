package sre.orion.agent.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sre.orion.agent.state.DurableFiles;
import sre.orion.agent.state.StartRefusal;

/**
 * GitSource is a branch of a Git repository. A commit is fetched into a mirror, exported whole beside the work tree, and
 * only when it proves good does the work tree follow; so the files that containers mount are always those of the revision
 * in use. A local repository is looked at every second, a remote one every 30 s.
 */
public final class GitSource implements SpecSource {
    private static final Duration LOCAL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REMOTE_INTERVAL = Duration.ofSeconds(30);

    private final GitLocation location;
    private final GitMirror mirror;
    private final Path export;
    private final Path workTree;
    private final boolean updatesWorkTree;
    private final SpecReader reader;
    private @Nullable String commit;
    private @Nullable SourceResult result;

    private GitSource(GitLocation location, Path folder, Path workTree, boolean updatesWorkTree, SpecReader reader) {
        this.location = location;
        mirror = new GitMirror(location, folder.resolve("mirror.git"));
        export = folder.resolve("export");
        this.workTree = workTree;
        this.updatesWorkTree = updatesWorkTree;
        this.reader = reader;
    }

    /**
     * The source of a running operator: its mirror lies in {@code folder}, and so does the work tree that relative paths
     * in specs point into.
     *
     * @param branch empty: the one the repository's HEAD names
     * @param path folder of the specs inside the repository, empty: its root
     */
    public static GitSource following(String repository, String branch, String path, Path folder, SpecReader reader)
            throws StartRefusal {
        return new GitSource(GitLocation.parse(repository, branch, path), folder, workTreeOf(folder), true, reader);
    }

    /**
     * The source of a single look, such as a plan's: it writes only to {@code scratch}, and relative paths in specs mean
     * what they mean to the operator whose folder is {@code folder}.
     */
    public static GitSource once(
            String repository, String branch, String path, Path scratch, Path folder, SpecReader reader)
            throws StartRefusal {
        return new GitSource(GitLocation.parse(repository, branch, path), scratch, workTreeOf(folder), false, reader);
    }

    private static Path workTreeOf(Path folder) {
        return folder.resolve("tree").toAbsolutePath().normalize();
    }

    @Override
    public SourceResult read() {
        try {
            if (result != null && location.local() && mirror.tip().equals(commit)) {
                return result;
            }
            String fetched = mirror.fetch();
            if (result != null && fetched.equals(commit)) {
                return result;
            }
            SourceResult fresh = read(fetched);
            commit = fetched;
            // What could not be read, as with a full disk, is read again.
            result = fresh instanceof SourceResult.Unavailable ? null : fresh;
            return fresh;
        } catch (Git.Failure | IOException failed) {
            return new SourceResult.Unavailable(location + ": " + failed.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new SourceResult.Unavailable(location + ": reading was interrupted");
        }
    }

    private SourceResult read(String fetched) throws Git.Failure, IOException, InterruptedException {
        DurableFiles.removeTree(export);
        Files.createDirectories(export);
        mirror.export(fetched, export);
        SourceResult fresh = reader.read(export, workTree, fetched);
        if (updatesWorkTree && fresh instanceof SourceResult.Loaded) {
            WorkTree.update(workTree, export);
        }
        return fresh;
    }

    @Override
    public void copyTo(Path folder) throws IOException {
        FolderFiles.scan(workTree).copyTo(folder);
    }

    @Override
    public void forget() {
        result = null;
    }

    @Override
    public Path base() {
        return workTree;
    }

    @Override
    public Duration interval() {
        return location.local() ? LOCAL_INTERVAL : REMOTE_INTERVAL;
    }

    @Override
    public String description() {
        return location.toString();
    }

    @Override
    public void close() {
        mirror.stop();
    }
}
