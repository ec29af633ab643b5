package sre.orion.specs;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * SpecFiles is the files of one revision of {@code specs/}, in memory.
 *
 * @param revision the Git commit, or {@code sha256:…} over the files of a folder
 * @param root absolute path on the node of the folder the files lie in: relative paths in specs start there
 * @param home absolute path that {@code ~} stands for
 * @param files content by path relative to {@code root}, with {@code /}
 * @param elsewhere reads what specs name by absolute path outside {@code root}: env files
 */
public record SpecFiles(
        String revision, String root, String home, SortedMap<String, byte[]> files, OtherFiles elsewhere) {
    public SpecFiles {
        files = Immutable.map(files);
    }

    /** OtherFiles reads files of the node that lie outside the specs. */
    @FunctionalInterface
    public interface OtherFiles {
        /** No file at all. */
        OtherFiles NONE = path -> null;

        /** The content of the file at an absolute path; null when there is none that can be read. */
        byte @Nullable [] read(String path);
    }

    /** The content of the file at an absolute path of the node; null when there is none. */
    byte @Nullable [] at(String path) {
        String below = root.endsWith("/") ? root : root + "/";
        byte[] own = path.startsWith(below) ? files.get(path.substring(below.length())) : null;
        return own == null ? elsewhere.read(path) : own;
    }
}
