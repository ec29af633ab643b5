package sre.orion.specs.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import sre.orion.specs.yaml.YamlNode;

/**
 * Comments is what people wrote beside and above the keys of their services: how they remember their choices. A comment
 * belongs to the value on its line, else to the next value of the same service, else to the service's end.
 */
final class Comments {
    /** A name and its value; nothing here is tried twice, so a line of any length takes time in proportion. */
    private static final Pattern SETTING = Pattern.compile("(?<![A-Za-z0-9_])([A-Za-z0-9_]++)\\s*+[=:]\\s*+\\S");

    private static final Pattern SECRET =
            Pattern.compile("(?i)pass|secret|token|api_?key|private_?key|credential|auth_?key");
    private static final String WITHHELD = "# (a setting whose name says secret was commented out here)";

    private final SortedMap<String, Service> services = new TreeMap<>();

    /**
     * Service is the comments of one service.
     *
     * @param top above its name
     * @param above by the road of the value below them, such as {@code environment.TZ} or {@code ports[0]}
     * @param beside by the road of the value on the same line
     * @param end after its last value
     */
    record Service(List<String> top, Map<String, List<String>> above, Map<String, String> beside, List<String> end) {
        static Service empty() {
            return new Service(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        }
    }

    /** The comments of the service {@code name}; none for one that no file told of. */
    Service of(String name) {
        return services.getOrDefault(name, Service.empty());
    }

    /** Adds the comments of a file, whose documents are {@code roots}; a file that is no YAML has none. */
    void add(String text, List<YamlNode> roots) {
        NavigableMap<Integer, Event> comments = comments(text);
        for (YamlNode root : roots) {
            if (root instanceof YamlNode.Mapping file && file.get("services") instanceof YamlNode.Mapping named) {
                int end = end(file, named);
                List<Map.Entry<String, YamlNode.Entry>> entries =
                        List.copyOf(named.entries().entrySet());
                for (int i = 0; i < entries.size(); i++) {
                    YamlNode.Entry next =
                            i + 1 < entries.size() ? entries.get(i + 1).getValue() : null;
                    int last = next == null ? end : line(next);
                    place(entries.get(i).getKey(), entries.get(i).getValue(), last, comments);
                }
            }
        }
    }

    private static int line(YamlNode.Entry entry) {
        return entry.key().location().line();
    }

    /** The line where the section after {@code services} begins. */
    private static int end(YamlNode.Mapping file, YamlNode.Mapping services) {
        int start = services.place().location().line();
        return file.entries().values().stream()
                .mapToInt(Comments::line)
                .filter(line -> line > start)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private void place(String name, YamlNode.Entry entry, int last, NavigableMap<Integer, Event> comments) {
        Service service = services.computeIfAbsent(name, _ -> Service.empty());
        int first = line(entry);
        for (int line = first - 1; isBlock(comments, line); line--) {
            service.top().addFirst(text(comments, line));
        }
        NavigableMap<Integer, String> roads = new TreeMap<>();
        roads(entry.value(), "", roads);
        roads.put(first, "");
        int column = entry.key().location().column();
        int aboveNext = blockAbove(last, comments);
        comments.subMap(first, true, last, false).forEach((line, comment) -> {
            CommentEvent event = (CommentEvent) comment;
            boolean block = event.getCommentType() == CommentType.BLOCK;
            // Right above the next service and no deeper than its name: its own.
            if (block && line >= aboveNext && column(event) <= column) {
                return;
            }
            String text = text(comments, line);
            Map.Entry<Integer, String> next = roads.ceilingEntry(line);
            if (!block) {
                service.beside().put(roads.floorEntry(line).getValue(), text);
            } else if (next == null || next.getKey() >= last) {
                service.end().add(text);
            } else {
                service.above()
                        .computeIfAbsent(next.getValue(), _ -> new ArrayList<>())
                        .add(text);
            }
        });
    }

    /** The first line of the block of comments that ends right above {@code line}. */
    private static int blockAbove(int line, NavigableMap<Integer, Event> comments) {
        int first = line;
        while (isBlock(comments, first - 1)) {
            first--;
        }
        return first;
    }

    private static int column(CommentEvent comment) {
        return comment.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
    }

    private static boolean isBlock(NavigableMap<Integer, Event> comments, int line) {
        return comments.get(line) instanceof CommentEvent event && event.getCommentType() == CommentType.BLOCK;
    }

    private static String text(NavigableMap<Integer, Event> comments, int line) {
        String value = comments.get(line) instanceof CommentEvent event ? event.getValue() : "";
        String text = "#" + value.stripTrailing();
        boolean secret = SETTING.matcher(text)
                .results()
                .anyMatch(setting -> SECRET.matcher(setting.group(1)).find());
        return secret ? WITHHELD : text;
    }

    private static void roads(YamlNode node, String road, SortedMap<Integer, String> roads) {
        switch (node) {
            case YamlNode.Mapping mapping ->
                mapping.entries().forEach((key, entry) -> {
                    String next = road.isEmpty() ? key : road + "." + key;
                    roads.putIfAbsent(line(entry), next);
                    roads(entry.value(), next, roads);
                });
            case YamlNode.Sequence list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    YamlNode item = list.items().get(i);
                    String next = road + "." + item(item, i);
                    roads.putIfAbsent(item.place().location().line(), next);
                    roads(item, next, roads);
                }
            }
            case YamlNode.Scalar scalar ->
                roads.putIfAbsent(scalar.place().location().line(), road);
        }
    }

    /** The name of an item: what stands before its equals sign, else all of it, else its number. */
    private static String item(YamlNode item, int index) {
        return item instanceof YamlNode.Scalar scalar ? name(scalar.text()) : "[" + index + "]";
    }

    /** What a text in a list is called on a road. */
    static String name(String text) {
        int equals = text.indexOf('=');
        return equals > 0 ? text.substring(0, equals) : text;
    }

    private static NavigableMap<Integer, Event> comments(String text) {
        NavigableMap<Integer, Event> comments = new TreeMap<>();
        var settings = LoadSettings.builder().setParseComments(true).build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE) {
                    comment.getStartMark().ifPresent(mark -> comments.put(mark.getLine() + 1, comment));
                }
            }
        } catch (YamlEngineException e) {
            comments.clear();
        }
        return comments;
    }
}
