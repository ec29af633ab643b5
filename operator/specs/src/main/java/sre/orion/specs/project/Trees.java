package sre.orion.specs.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Forms;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;

/** Trees is the small steps from which the trees of Compose files are read and rebuilt. */
final class Trees {
    private Trees() {}

    /** The mapping below {@code key}; an empty one when there is none. */
    static YamlNode.Mapping mapping(YamlNode node, String key) {
        return node instanceof YamlNode.Mapping mapping && mapping.get(key) instanceof YamlNode.Mapping inner
                ? inner
                : new YamlNode.Mapping(node.place(), new LinkedHashMap<>());
    }

    /** The items below {@code key}; none when there is no list. */
    static List<YamlNode> items(YamlNode node, String key) {
        return node instanceof YamlNode.Mapping mapping && mapping.get(key) instanceof YamlNode.Sequence list
                ? list.items()
                : List.of();
    }

    /** The single value below {@code key} as text; null when there is none, or nothing in it. */
    static @Nullable String text(YamlNode node, String key) {
        return node instanceof YamlNode.Mapping mapping ? text(mapping.get(key)) : null;
    }

    static @Nullable String text(@Nullable YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && !scalar.isNull() ? scalar.text() : null;
    }

    static boolean isText(@Nullable YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.TEXT;
    }

    static boolean isNull(@Nullable YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.isNull();
    }

    /** The place of the value of {@code key}, else that of the mapping itself. */
    static Place place(YamlNode node, String... keys) {
        YamlNode at = node;
        for (String key : keys) {
            YamlNode next = at instanceof YamlNode.Mapping mapping ? mapping.get(key) : null;
            if (next == null) {
                return at.place();
            }
            at = next;
        }
        return at.place();
    }

    /** The mapping with {@code key} set to {@code value}, in its old position if it had one. */
    static YamlNode.Mapping with(YamlNode.Mapping mapping, String key, YamlNode value) {
        SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        YamlNode.Entry earlier = entries.get(key);
        entries.put(key, new YamlNode.Entry(earlier == null ? value.place() : earlier.key(), value));
        return new YamlNode.Mapping(mapping.place(), entries);
    }

    static YamlNode.Mapping without(YamlNode.Mapping mapping, String key) {
        SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        entries.remove(key);
        return new YamlNode.Mapping(mapping.place(), entries);
    }

    /** The node with every child replaced by what {@code change} makes of its key and value; items have the key {@code []}. */
    static YamlNode children(YamlNode node, BiFunction<String, YamlNode, YamlNode> change) {
        return switch (node) {
            case YamlNode.Mapping mapping -> {
                SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
                mapping.entries()
                        .forEach((key, entry) ->
                                entries.put(key, new YamlNode.Entry(entry.key(), change.apply(key, entry.value()))));
                yield new YamlNode.Mapping(mapping.place(), entries);
            }
            case YamlNode.Sequence list -> {
                List<YamlNode> items = new ArrayList<>();
                list.items().forEach(item -> items.add(change.apply("[]", item)));
                yield new YamlNode.Sequence(list.place(), items);
            }
            case YamlNode.Scalar scalar -> scalar;
        };
    }

    static YamlNode.Scalar flag(Place place, boolean value) {
        return new YamlNode.Scalar(place, ScalarType.FLAG, String.valueOf(value));
    }

    /** A mapping of one key to a text, both where {@code text} stands. */
    static YamlNode.Mapping keyed(String key, YamlNode text) {
        SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        entries.put(key, new YamlNode.Entry(text.place(), text));
        return new YamlNode.Mapping(text.place(), entries);
    }

    static YamlNode.Scalar text(Place place, String text) {
        return Forms.text(place, text);
    }
}
