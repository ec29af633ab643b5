package sre.orion.cli.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Template is text with paths in braces, as {@code -o jsonpath=} takes it: {@code {range .items[*]}{.metadata.name}{"\n"}{end}}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath Support</a>
 */
public final class Template {
    /** Part is a piece of a template. */
    private sealed interface Part {
        /** Text as it stands. */
        record Text(String text) implements Part {}

        /** What a path finds, with blanks between. */
        record Value(JsonPath path) implements Part {}

        /** Other parts, once for each node that a path finds. */
        record Range(JsonPath path, List<Part> body) implements Part {}
    }

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** Reads a template; what cannot be read is an {@link IllegalArgumentException} that says why. */
    public static Template parse(String text) {
        String braced = text.contains("{") ? text : "{" + (text.startsWith(".") ? "" : ".") + text + "}";
        Deque<List<Part>> open = new ArrayDeque<>();
        Deque<JsonPath> ranges = new ArrayDeque<>();
        open.push(new ArrayList<>());
        int at = 0;
        while (at < braced.length()) {
            int brace = braced.indexOf('{', at);
            if (brace < 0) {
                break;
            }
            inner(open).add(new Part.Text(braced.substring(at, brace)));
            int end = closing(braced, brace);
            String inside = braced.substring(brace + 1, end).strip();
            at = end + 1;
            if (inside.startsWith("range ")) {
                ranges.push(
                        JsonPathParser.parse(inside.substring("range ".length()).strip()));
                open.push(new ArrayList<>());
            } else if (inside.equals("end")) {
                if (ranges.isEmpty()) {
                    throw new IllegalArgumentException("the template has an {end} without a {range}");
                }
                List<Part> body = open.pop();
                inner(open).add(new Part.Range(ranges.pop(), body));
            } else if (inside.startsWith("\"") || inside.startsWith("'")) {
                inner(open).add(new Part.Text(unescaped(inside.substring(1, inside.length() - 1))));
            } else {
                inner(open).add(new Part.Value(JsonPathParser.parse(inside)));
            }
        }
        if (!ranges.isEmpty()) {
            throw new IllegalArgumentException("the template has a {range} without its {end}");
        }
        inner(open).add(new Part.Text(braced.substring(at)));
        return new Template(inner(open));
    }

    private static List<Part> inner(Deque<List<Part>> open) {
        return open.element();
    }

    /** The brace that closes, outside quotes. */
    private static int closing(String text, int brace) {
        char quote = 0;
        for (int at = brace + 1; at < text.length(); at++) {
            char next = text.charAt(at);
            if (quote != 0) {
                quote = next == quote ? 0 : quote;
            } else if (next == '"' || next == '\'') {
                quote = next;
            } else if (next == '}') {
                return at;
            }
        }
        throw new IllegalArgumentException("the template has a '{' that is not closed");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }

    /** The template filled in. */
    public String fill(JsonNode root) {
        var filled = new StringBuilder();
        fill(parts, root, filled);
        return filled.toString();
    }

    private static void fill(List<Part> parts, JsonNode node, StringBuilder filled) {
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) -> filled.append(text);
                case Part.Value(JsonPath path) ->
                    filled.append(path.find(node).stream().map(JsonPath::text).collect(Collectors.joining(" ")));
                case Part.Range(JsonPath path, List<Part> body) ->
                    path.find(node).forEach(each -> fill(body, each, filled));
            }
        }
    }
}
