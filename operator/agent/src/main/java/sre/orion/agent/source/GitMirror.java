package sre.orion.agent.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sre.orion.agent.state.DurableFiles;

/**
 * GitMirror is a bare repository of Orion's own that follows one branch of another: what is read from it is always a whole
 * commit. It holds nothing that the other repository does not, so a broken one is thrown away and fetched anew.
 */
final class GitMirror {
    private static final String HEAD = "refs/orion/head";
    private static final Duration QUICK = Duration.ofSeconds(20);
    private static final Duration FETCH = Duration.ofMinutes(2);

    private final GitLocation location;
    private final Path folder;
    private final Path configuration;
    private final Path index;
    private final Git git;

    GitMirror(GitLocation location, Path folder) {
        this.location = location;
        this.folder = folder;
        configuration = folder.resolveSibling(folder.getFileName() + ".config");
        index = folder.resolveSibling(folder.getFileName() + ".index");
        git = new Git(folder, configuration);
    }

    /** The commit at the tip of the other repository's branch, without fetching it; only of a local one. */
    String tip() throws Git.Failure, InterruptedException, IOException {
        prepare();
        try {
            return commitIn(git.run(
                    QUICK, "-C", location.repository(), "rev-parse", "--verify", location.reference() + "^{commit}"));
        } catch (Git.Failure failure) {
            throw new Git.Failure("no commit at " + location.reference() + ": " + failure.getMessage());
        }
    }

    /** Fetches the branch and gives its commit. */
    String fetch() throws Git.Failure, InterruptedException, IOException {
        prepare();
        try {
            return fetchOnce();
        } catch (Git.Failure failure) {
            if (!answers()) {
                throw failure;
            }
            DurableFiles.removeTree(folder);
            prepare();
            return fetchOnce();
        }
    }

    private String fetchOnce() throws Git.Failure, InterruptedException {
        String references = "+" + location.reference() + ":" + HEAD;
        git.run(
                FETCH,
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-recurse-submodules",
                "--no-write-fetch-head",
                "--update-shallow",
                "--",
                location.repository(),
                references);
        return commitIn(git.run(QUICK, "rev-parse", "--verify", HEAD + "^{commit}"));
    }

    /** Whether the other repository is there and has the branch, so that a fetch that fails is the mirror's fault. */
    private boolean answers() throws InterruptedException {
        try {
            git.run(QUICK, "ls-remote", "--exit-code", "--", location.repository(), location.reference());
            return true;
        } catch (Git.Failure failure) {
            return false;
        }
    }

    /** Writes the files of a commit into an empty folder: links as plain files, submodules as empty folders. */
    void export(String commit, Path target) throws Git.Failure, InterruptedException, IOException {
        String tree = commit + ":" + location.path();
        if (!git.run(QUICK, "cat-file", "-t", tree).strip().equals("tree")) {
            throw new Git.Failure("--path " + location.path() + ": is no folder in commit " + commit);
        }
        Files.deleteIfExists(index);
        var plain = Map.of(
                "GIT_INDEX_FILE", index.toString(), "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1");
        String mirror = "--git-dir=" + folder;
        git.run(QUICK, plain, mirror, "read-tree", tree);
        git.run(FETCH, plain, mirror, "--work-tree=" + target, "-C", target.toString(), "checkout-index", "--all");
        Files.deleteIfExists(index);
    }

    /** Ends the call under way; for shutting down. */
    void stop() {
        git.stop();
    }

    private void prepare() throws IOException, Git.Failure, InterruptedException {
        if (Files.exists(folder.resolve("HEAD"))) {
            return;
        }
        Files.createDirectories(folder);
        Files.writeString(configuration, configurationText(), StandardCharsets.UTF_8);
        git.run(QUICK, "init", "--quiet", "--bare", "--template=", ".");
    }

    /**
     * The user's own configuration, if there is one, for credential helpers and proxies, and leave to read a local
     * repository that belongs to somebody else: git passes {@code -c} on to no process that reads another repository.
     */
    private static String configurationText() {
        String home = System.getenv().getOrDefault("HOME", "");
        String included = Stream.of(".config/git/config", ".gitconfig")
                .filter(name -> home.startsWith("/") && home.matches("[^\"\\\\\n]*"))
                .map(name -> "[include]\n\tpath = \"" + home + "/" + name + "\"\n")
                .reduce("", String::concat);
        return included + "[safe]\n\tdirectory = *\n";
    }

    private static String commitIn(String output) throws Git.Failure {
        List<String> commits = output.lines()
                .filter(line -> line.matches("[0-9a-f]{40}|[0-9a-f]{64}"))
                .toList();
        if (commits.isEmpty()) {
            throw new Git.Failure("git names no commit: " + Git.masked(output.strip()));
        }
        return commits.getLast();
    }
}
