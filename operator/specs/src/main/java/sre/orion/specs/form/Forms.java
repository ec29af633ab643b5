package sre.orion.specs.form;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Forms is the forms of lists, mappings and choices, made of other forms. */
public final class Forms {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Anything at all, kept as written. */
    public static final Form ANYTHING = new Anything();

    private Forms() {}

    /** A list of {@code item}. */
    public static Form list(Form item) {
        return new ListOf(item);
    }

    /** One text, or a list of {@code item}; a text alone is a list of one. */
    public static Form textOrList(Form item) {
        return new TextOr(list(item), (text, reading) -> new YamlNode.Sequence(text.place(), java.util.List.of(text)));
    }

    /** A mapping from any key to {@code value}. */
    public static Form map(Form value) {
        return new MapOf(value);
    }

    /** A mapping whose keys are those of {@code values}, none of which must be there; {@code name} is its schema's. */
    public static Form keys(String name, SortedMap<String, Form> values) {
        SortedMap<String, RecordForm.Field> fields = new TreeMap<>();
        values.forEach((key, form) -> fields.put(key, new RecordForm.Field(form, false, null)));
        return new RecordForm(name, fields, new RecordRules());
    }

    /** Text that {@code longer} makes into what {@code form} reads, or {@code form} itself. */
    public static Form textOr(ShortSyntax longer, Form form) {
        return new TextOr(form, longer);
    }

    /** One of some words. */
    public static Form oneOf(String... words) {
        return new OneOf(java.util.List.of(words));
    }

    /** A list of {@code item} in which nothing stands twice. */
    public static Form distinct(Form item) {
        return new Distinct(list(item));
    }

    /** A mapping in which {@code key} must stand, though it may be empty. */
    public static Form requiring(String key, Form mapping) {
        return new Requiring(key, mapping);
    }

    /** What {@code form} takes, kept as it is written. */
    public static Form asWritten(Form form) {
        return new AsWritten(form);
    }

    /** ShortSyntax makes the long form of a text. */
    @FunctionalInterface
    public interface ShortSyntax {
        /** What the text stands for, at the same place; null after telling {@code reading} what is wrong. */
        @Nullable
        YamlNode expand(YamlNode.Scalar text, Reading reading);
    }

    /** A mapping of keys and texts, made where {@code place} is. */
    public static YamlNode.Mapping mapping(sre.orion.specs.yaml.Place place, SortedMap<String, YamlNode> values) {
        var entries = new java.util.LinkedHashMap<String, YamlNode.Entry>();
        values.forEach((key, value) -> entries.put(key, new YamlNode.Entry(place, value)));
        return new YamlNode.Mapping(place, entries);
    }

    /** A text, made where {@code place} is. */
    public static YamlNode.Scalar text(sre.orion.specs.yaml.Place place, String text) {
        return new YamlNode.Scalar(place, sre.orion.specs.yaml.ScalarType.TEXT, text);
    }

    /** A map to fill and make a mapping of. */
    public static SortedMap<String, YamlNode> entries() {
        return new TreeMap<>();
    }

    private record ListOf(Form item) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            if (!(node instanceof YamlNode.Sequence sequence)) {
                return reading.refuse(node, "a list");
            }
            ArrayNode list = JSON.arrayNode();
            for (YamlNode each : sequence.items()) {
                JsonNode value = item.read(each, reading);
                if (value instanceof ArrayNode several && item instanceof Unfolding) {
                    list.addAll(several);
                } else if (value != null) {
                    list.add(value);
                }
            }
            return list;
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return SchemaDefinitions.listOf(item.schema(definitions));
        }
    }

    /** Unfolding marks a form that reads one item into a list of several. */
    public interface Unfolding extends Form {}

    private record Distinct(Form list) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            if (node instanceof YamlNode.Sequence sequence) {
                var seen = new java.util.HashSet<String>();
                for (YamlNode item : sequence.items()) {
                    if (item instanceof YamlNode.Scalar scalar && !seen.add(scalar.type() + scalar.text())) {
                        reading.problems().error(item.place(), "stands there a second time; keep one");
                    }
                }
            }
            return list.read(node, reading);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return list.schema(definitions).put("uniqueItems", true);
        }
    }

    private record Requiring(String key, Form mapping) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            if (node instanceof YamlNode.Mapping written && written.get(key) == null) {
                reading.problems().error(node.place(), "lacks " + key + "; add it");
            }
            return mapping.read(node, reading);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return mapping.schema(definitions);
        }
    }

    private record AsWritten(Form form) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            return form.read(node, reading) == null ? null : ANYTHING.read(node, reading);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return form.schema(definitions);
        }
    }

    private record MapOf(Form value) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            if (!(node instanceof YamlNode.Mapping mapping)) {
                return reading.refuse(node, "a mapping");
            }
            ObjectNode map = JSON.objectNode();
            mapping.entries().forEach((key, entry) -> {
                boolean nothing = entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull();
                if (nothing && value instanceof OrNothing) {
                    map.putNull(key);
                    return;
                }
                JsonNode read = value.read(entry.value(), reading);
                if (read != null) {
                    map.set(key, read);
                }
            });
            return map;
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return SchemaDefinitions.mapOf(value.schema(definitions));
        }
    }

    private record TextOr(Form form, ShortSyntax longer) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            if (!(node instanceof YamlNode.Scalar scalar) || scalar.type() != sre.orion.specs.yaml.ScalarType.TEXT) {
                return form.read(node, reading);
            }
            YamlNode expanded = longer.expand(scalar, reading);
            return expanded == null ? null : form.read(expanded, reading);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return SchemaDefinitions.anyOf(SchemaDefinitions.type("string"), form.schema(definitions));
        }

        @Override
        public boolean takesNothing() {
            return form.takesNothing();
        }
    }

    private record OneOf(java.util.List<String> words) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            if (node instanceof YamlNode.Scalar scalar && words.contains(scalar.text())) {
                return JSON.stringNode(scalar.text());
            }
            return reading.refuse(node, words.size() == 1 ? words.getFirst() : "one of " + String.join(", ", words));
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return SchemaDefinitions.oneOf(words);
        }
    }

    private record Anything() implements Form {
        @Override
        public JsonNode read(YamlNode node, Reading reading) {
            return switch (node) {
                case YamlNode.Mapping mapping -> {
                    ObjectNode object = JSON.objectNode();
                    mapping.entries().forEach((key, entry) -> object.set(key, read(entry.value(), reading)));
                    yield object;
                }
                case YamlNode.Sequence sequence -> {
                    ArrayNode list = JSON.arrayNode();
                    sequence.items().forEach(item -> list.add(read(item, reading)));
                    yield list;
                }
                case YamlNode.Scalar scalar -> scalar(scalar);
            };
        }

        private static JsonNode scalar(YamlNode.Scalar scalar) {
            return switch (scalar.type()) {
                case NULL -> JSON.nullNode();
                case TEXT, TIME -> JSON.stringNode(scalar.text());
                case FLAG -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
                case WHOLE -> JSON.numberNode(new java.math.BigInteger(scalar.text()));
                case DECIMAL ->
                    scalar.text().matches("[-+.0-9e]+")
                            ? JSON.numberNode(new java.math.BigDecimal(scalar.text()))
                            : JSON.stringNode(scalar.text());
            };
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return JSON.objectNode();
        }

        @Override
        public boolean takesNothing() {
            return true;
        }
    }
}
