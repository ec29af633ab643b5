package sre.orion.specs.form;

import java.util.ArrayDeque;
import java.util.Deque;

/** PathText is paths of the node as text: cleaned as Go's {@code path.Clean} does, whatever characters they hold. */
public final class PathText {
    private PathText() {}

    /** The path without {@code .}, double slashes, a slash at the end, and {@code ..} where something stands before. */
    public static String clean(String path) {
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.peekLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !(up && absolute)) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /**
     * The absolute form of a path: {@code ~} is {@code home}, what is relative starts at {@code folder}; one that is
     * absolute already stays as it is written, also one of Windows.
     */
    public static String absolute(String path, String folder, String home) {
        if (path.startsWith("~")) {
            return clean(home + "/" + path.substring(1));
        }
        return path.startsWith("/") || path.matches("[A-Za-z]:[\\\\/].*") ? path : clean(folder + "/" + path);
    }
}
