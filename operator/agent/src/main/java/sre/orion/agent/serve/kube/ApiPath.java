package sre.orion.agent.serve.kube;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ApiPath is what the path of a request names, by Kubernetes' rules: {@code /api/v1/…} and {@code /apis/GROUP/VERSION/…},
 * then {@code namespaces/NAMESPACE/} where it has one, then the plural, the name and the subresource.
 *
 * @param namespace empty: all of them, or none
 * @param name empty: the collection
 * @param subresource such as {@code log}, or empty
 */
record ApiPath(String group, String version, String namespace, String plural, String name, String subresource) {

    /** The path taken apart; empty when it names no resource. */
    static Optional<ApiPath> parse(String rawPath) {
        List<String> segments = segments(rawPath);
        boolean core = !segments.isEmpty() && segments.getFirst().equals("api");
        int start = core ? 2 : 3;
        if (segments.size() <= start || segments.stream().anyMatch(ApiPath::tricky)) {
            return Optional.empty();
        }
        String group = core ? "" : segments.get(1);
        String version = segments.get(start - 1);
        List<String> rest = segments.subList(start, segments.size());
        if (rest.getFirst().equals("namespaces") && rest.size() > 2) {
            return named(group, version, rest.get(1), rest.subList(2, rest.size()));
        }
        return named(group, version, "", rest);
    }

    private static Optional<ApiPath> named(String group, String version, String namespace, List<String> rest) {
        if (rest.size() > 3) {
            return Optional.empty();
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? rest.get(2) : "";
        return Optional.of(new ApiPath(group, version, namespace, rest.getFirst(), name, subresource));
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.substring(1).split("/", -1)) {
            segments.add(decoded(segment));
        }
        if (segments.size() > 1 && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return segments;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static boolean tricky(String segment) {
        return segment.isEmpty()
                || segment.equals(".")
                || segment.equals("..")
                || segment.contains("/")
                || segment.chars().anyMatch(Character::isISOControl);
    }
}
