package sre.orion.specs.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * SpecText writes a tree as the YAML of a spec file: block style, texts quoted where anything else could read them
 * otherwise, {@code $} doubled, comments where they were.
 */
final class SpecText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@%+=,:~(){} -]*");
    private static final Set<String> WORDS =
            new TreeSet<>(List.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"));

    private final StringBuilder out = new StringBuilder();
    private final Comments.Service comments;
    private final Set<String> used = new TreeSet<>();

    private SpecText(Comments.Service comments) {
        this.comments = comments;
    }

    /**
     * The YAML of {@code document}.
     *
     * @param commented the road, such as {@code spec.container}, below which the roads of {@code comments} begin
     */
    static String of(ObjectNode document, String commented, Comments.Service comments) {
        var text = new SpecText(comments);
        comments.top().forEach(comment -> text.line(0, comment));
        text.mapping(document, 0, "", commented);
        comments.above().forEach((road, lines) -> {
            if (!text.used.contains("above " + road)) {
                lines.forEach(line -> text.line(0, line));
            }
        });
        comments.beside().forEach((road, line) -> {
            if (!text.used.contains("beside " + road)) {
                text.line(0, line);
            }
        });
        comments.end().forEach(comment -> text.line(0, comment));
        return text.out.toString();
    }

    private void line(int indent, String text) {
        out.append(" ".repeat(indent)).append(text).append('\n');
    }

    private void mapping(ObjectNode mapping, int indent, String road, String commented) {
        for (var entry : mapping.properties()) {
            String next = road.isEmpty() ? entry.getKey() : road + "." + entry.getKey();
            above(indent, next, commented);
            out.append(" ".repeat(indent)).append(key(entry.getKey())).append(':');
            value(entry.getValue(), indent, next, commented);
        }
    }

    private static String key(String key) {
        return key.matches("[A-Za-z_][A-Za-z0-9_./-]*") && !WORDS.contains(key.toLowerCase(Locale.ROOT))
                ? key
                : quoted(key);
    }

    private void value(JsonNode value, int indent, String road, String commented) {
        switch (value) {
            case ObjectNode object
            when !object.isEmpty() -> {
                endLine(road, commented);
                mapping(object, indent + 2, road, commented);
            }
            case ArrayNode list
            when !list.isEmpty() -> {
                endLine(road, commented);
                list(list, indent + 2, road, commented);
            }
            default -> {
                out.append(' ').append(scalar(value, indent + 2));
                endLine(road, commented);
            }
        }
    }

    private void list(ArrayNode list, int indent, String road, String commented) {
        int index = 0;
        for (JsonNode item : list) {
            String name = item.isString() ? Comments.name(item.asString()) : "[" + index + "]";
            String next = road + "." + name;
            index++;
            above(indent, next, commented);
            out.append(" ".repeat(indent)).append('-');
            if (item instanceof ObjectNode object && !object.isEmpty()) {
                int start = out.length();
                mapping(object, indent + 2, next, commented);
                out.replace(start, start + indent + 2, " ");
            } else {
                value(item, indent, next, commented);
            }
        }
    }

    private static String below(String road, String commented) {
        return road.equals(commented)
                ? ""
                : road.startsWith(commented + ".") ? road.substring(commented.length() + 1) : "-";
    }

    private void above(int indent, String road, String commented) {
        String own = below(road, commented);
        if (used.add("above " + own)) {
            comments.above().getOrDefault(own, List.of()).forEach(comment -> line(indent, comment));
        }
    }

    private void endLine(String road, String commented) {
        String own = below(road, commented);
        String comment = comments.beside().get(own);
        boolean inBlock = out.charAt(out.length() - 1) == '\n';
        if (comment != null && !inBlock && used.add("beside " + own)) {
            out.append("  ").append(comment);
        }
        if (!inBlock) {
            out.append('\n');
        }
    }

    private static String scalar(JsonNode value, int indent) {
        if (!value.isString()) {
            return value.isContainer()
                    ? (value instanceof ObjectNode ? "{}" : "[]")
                    : value.isNull() ? "null" : value.asString();
        }
        String text = value.asString().replace("$", "$$");
        if (isBlock(text)) {
            return block(text, indent);
        }
        return isPlain(text) ? text : quoted(text);
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(Locale.ROOT))
                && !text.contains(": ")
                && !text.endsWith(":")
                && !text.endsWith(" ");
    }

    /** Whether a text of several lines reads the same as a literal block. */
    private static boolean isBlock(String text) {
        return text.indexOf('\n') > 0
                && !text.startsWith(" ")
                && !text.startsWith("\n")
                && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c != 0x7F && c < 0x80))
                && !text.contains(" \n")
                && !text.endsWith(" ");
    }

    private static String block(String text, int indent) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        int newlines = text.length() - end;
        var block = new StringBuilder(newlines == 0 ? "|-" : newlines == 1 ? "|" : "|+").append('\n');
        for (String line : text.substring(0, end).split("\n", -1)) {
            block.append(line.isEmpty() ? "" : " ".repeat(indent) + line).append('\n');
        }
        return block.append("\n".repeat(Math.max(0, newlines - 1))).toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        List<Integer> points = new ArrayList<>();
        text.codePoints().forEach(points::add);
        for (int c : points) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    boolean visible = c >= ' ' && c != 0x7F && (c < 0x80 || Character.isLetterOrDigit(c));
                    if (visible) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(
                                c > 0xFFFF
                                        ? String.format(Locale.ROOT, "\\U%08x", c)
                                        : String.format(Locale.ROOT, "\\u%04x", c));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
