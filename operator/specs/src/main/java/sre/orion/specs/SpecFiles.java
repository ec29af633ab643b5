package sre.orion.specs;

import java.util.Collections;
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
 * @param unread why a spec or a folder, by its path, is not among {@code files} although it is there
 * @param elsewhere reads what specs name by absolute path outside {@code root}: env files
 */
public record SpecFiles(
        String revision,
        String root,
        String home,
        SortedMap<String, byte[]> files,
        SortedMap<String, String> unread,
        OtherFiles elsewhere) {
    public SpecFiles {
        files = Immutable.map(files);
        unread = Immutable.map(unread);
    }

    /** Files that could all be read. */
    public SpecFiles(String revision, String root, String home, SortedMap<String, byte[]> files, OtherFiles elsewhere) {
        this(revision, root, home, files, Collections.emptySortedMap(), elsewhere);
    }

    /** OtherFiles reads files of the node that lie outside the specs. */
    @FunctionalInterface
    public interface OtherFiles {
        /** No file at all. */
        OtherFiles NONE = path -> null;

        /** The content of the file at an absolute path; null when there is none that can be read. */
        byte @Nullable [] read(String path);
    }

    /** The same files, as the revision of that id whose relative paths start at {@code base}. */
    public SpecFiles as(String id, String base) {
        return new SpecFiles(id, base, home, files, unread, elsewhere);
    }

    /** The content of the file at an absolute path of the node; null when there is none. */
    byte @Nullable [] at(String path) {
        byte[] own = own(path);
        return own == null ? elsewhere.read(path) : own;
    }

    /** Whether the file at an absolute path is one of the specs. */
    boolean holds(String path) {
        return own(path) != null;
    }

    private byte @Nullable [] own(String path) {
        String below = root.endsWith("/") ? root : root + "/";
        return path.startsWith(below) ? files.get(path.substring(below.length())) : null;
    }
}
