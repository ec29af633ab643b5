package sre.orion.agent.source;

import java.nio.file.Files;
import java.nio.file.Path;
import sre.orion.agent.state.StartRefusal;

/**
 * GitLocation is a branch of a repository, and the folder in it that holds the specs.
 *
 * @param repository a URL, {@code host:path}, or an absolute path
 * @param local whether the repository is a folder of this machine
 * @param branch empty: the one the repository's HEAD names
 * @param path with {@code /}, empty: the root
 */
record GitLocation(String repository, boolean local, String branch, String path) {

    /** The location that {@code --git}, {@code --branch} and {@code --path} name. */
    static GitLocation parse(String repository, String branch, String path) throws StartRefusal {
        if (!isBranchName(branch)) {
            throw new StartRefusal("--branch " + branch + ": this is not the name of a branch");
        }
        Path folder = Path.of(path).normalize();
        if (folder.isAbsolute() || folder.startsWith("..") || path.indexOf(':') >= 0) {
            throw new StartRefusal("--path " + path + ": give a folder inside the repository, such as specs");
        }
        boolean remote = repository.matches("(?s)\\w[\\w+.-]*://.*|[^/]+:.*") && !Files.exists(Path.of(repository));
        if (remote && !repository.startsWith("file://")) {
            return new GitLocation(repository, false, branch, folder.toString());
        }
        Path root = Path.of(repository.replaceFirst("^file://", ""))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(root)) {
            throw new StartRefusal(
                    "--git " + repository + ": there is no such folder; give a URL or a path to a repository");
        }
        return new GitLocation(root.toString(), true, branch, folder.toString());
    }

    private static boolean isBranchName(String branch) {
        boolean plain = branch.matches("[A-Za-z0-9_][^\\s:+*?^~\\\\\\[]*") && !branch.contains("..");
        return branch.isEmpty() || plain;
    }

    /** The reference to fetch. */
    String reference() {
        return branch.isEmpty() ? "HEAD" : "refs/heads/" + branch;
    }

    /** The location as people know it, secrets masked. */
    @Override
    public String toString() {
        String where = Git.masked(repository) + (branch.isEmpty() ? "" : " branch " + branch);
        return path.isEmpty() ? where : where + " path " + path;
    }
}
