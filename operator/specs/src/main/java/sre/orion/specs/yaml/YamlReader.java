package sre.orion.specs.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;
import sre.orion.api.Immutable;
import sre.orion.api.resource.SourceLocation;

/**
 * YamlReader reads one file into the trees of its documents: anchors and merges expanded, doubles refused, within
 * limits that no file of a person meets and every bomb does.
 */
public final class YamlReader {
    private final String file;
    private final Limits limits;
    private final Problems problems;
    private final SortedSet<String> cleared = new TreeSet<>();
    private int nodes;

    /**
     * Limits is how much one file may ask of the reader.
     *
     * @param bytes of the file
     * @param aliases to mappings and lists
     * @param depth of the tree
     * @param nodes after expansion
     */
    public record Limits(int bytes, int aliases, int depth, int nodes) {
        /** What a spec file may ask. */
        public static final Limits SPEC = new Limits(256 * 1024, 10, 20, 100_000);

        /** What a Compose file may ask that is imported. */
        public static final Limits COMPOSE = new Limits(1 << 20, 1_000, 40, 200_000);
    }

    private YamlReader(String file, Limits limits, Problems problems) {
        this.file = file;
        this.limits = limits;
        this.problems = problems;
    }

    /**
     * Document is one document of a file.
     *
     * @param cleared the roads of the values that Compose's tags {@code !reset} and {@code !override} stand before:
     *     what earlier files say there does not count; a value that is reset is not in the tree
     */
    public record Document(YamlNode root, SortedSet<String> cleared) {
        public Document {
            cleared = Immutable.set(cleared);
        }
    }

    /** The documents of a file that are not empty; what cannot be read is among {@code problems}. */
    public static List<YamlNode> read(String file, byte[] bytes, Limits limits, Problems problems) {
        return readTagged(file, bytes, limits, problems).stream()
                .map(Document::root)
                .toList();
    }

    /** The same with what Compose's own tags say. */
    public static List<Document> readTagged(String file, byte[] bytes, Limits limits, Problems problems) {
        return new YamlReader(file, limits, problems).documents(bytes);
    }

    private List<Document> documents(byte[] bytes) {
        var documents = new ArrayList<Document>();
        String text = text(bytes);
        if (text == null) {
            return documents;
        }
        try {
            for (var roots = ShallowParser.documents(text, settings(), limits); roots.hasNext(); ) {
                Node root = roots.next();
                cleared.clear();
                YamlNode tree = convert(root, new Place(location(root.getStartMark()), ""), 0);
                documents.add(new Document(tree, cleared));
            }
        } catch (Refusal e) {
            problems.error(e.place, e.text);
        } catch (MarkedYamlEngineException e) {
            problems.error(new Place(location(e.getProblemMark()), "yaml"), explain(e));
        } catch (YamlEngineException e) {
            problems.error(top("yaml"), explain(e));
        }
        documents.removeIf(document -> document.root() instanceof YamlNode.Scalar scalar && scalar.isNull());
        return documents;
    }

    private @Nullable String text(byte[] bytes) {
        if (bytes.length > limits.bytes()) {
            problems.error(
                    top("file"), "has " + bytes.length + " bytes; at most " + limits.bytes() + " are read: split it");
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.error(top("file"), "is not UTF-8 text; save it as UTF-8");
            return null;
        }
    }

    private LoadSettings settings() {
        return LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setSchema(new PlainScalars())
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(limits.aliases())
                .setCodePointLimit(limits.bytes())
                .build();
    }

    private static String explain(YamlEngineException e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof MarkedYamlEngineException marked) {
            String context = Objects.requireNonNullElse(marked.getContext(), "");
            text = (context.isEmpty() ? "" : context + ": ") + marked.getProblem();
        }
        if (text.contains("'\\t'") || text.contains("\\t(TAB)")) {
            return "a tab cannot indent YAML; use blanks";
        }
        if (text.startsWith("Number of aliases")) {
            return text + "; write the values out";
        }
        return "is not valid YAML: " + text.replaceAll("\\s*\\R\\s*", " ").strip();
    }

    private YamlNode convert(Node node, Place place, int depth) {
        if (++nodes > limits.nodes()) {
            throw new Refusal(
                    place, "the file has more than " + limits.nodes() + " values once its aliases are expanded");
        }
        if (depth > limits.depth()) {
            throw new Refusal(place, "is nested deeper than " + limits.depth() + " levels");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, place, depth);
            case SequenceNode sequence -> {
                var items = new ArrayList<YamlNode>();
                for (Node item : sequence.getValue()) {
                    if (item.getTag().equals(RESET)) {
                        continue;
                    }
                    items.add(convert(item, place.item(items.size(), location(item.getStartMark())), depth + 1));
                }
                yield new YamlNode.Sequence(place, items);
            }
            case ScalarNode scalar -> scalar(scalar, place);
            default -> throw new Refusal(place, "is no value that YAML knows");
        };
    }

    private YamlNode mapping(MappingNode mapping, Place place, int depth) {
        var entries = new LinkedHashMap<String, YamlNode.Entry>();
        var merged = new LinkedHashMap<String, YamlNode.Entry>();
        for (NodeTuple tuple : mapping.getValue()) {
            SourceLocation at = location(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new Refusal(place.key("?", at), "a key must be text");
            }
            Place keyPlace = place.key(key.getValue(), at);
            if (key.getTag().equals(PlainScalars.MERGE)) {
                merge(tuple.getValueNode(), keyPlace, place, depth, merged);
                continue;
            }
            if (typeOf(key.getTag()) != ScalarType.TEXT) {
                problems.error(keyPlace, "a key must be text; put it in quotes");
            }
            Node value = tuple.getValueNode();
            if (value.getTag().equals(RESET) || value.getTag().equals(OVERRIDE)) {
                cleared.add(keyPlace.field());
            }
            if (value.getTag().equals(RESET)) {
                continue;
            }
            Place valuePlace = isInline(value) ? place.key(key.getValue(), location(value.getStartMark())) : keyPlace;
            YamlNode.Entry entry = new YamlNode.Entry(keyPlace, convert(value, valuePlace, depth + 1));
            YamlNode.Entry earlier = entries.putIfAbsent(key.getValue(), entry);
            if (earlier != null) {
                problems.error(
                        keyPlace,
                        "is written twice, first in line "
                                + earlier.key().location().line() + "; keep one");
            }
        }
        merged.forEach(entries::putIfAbsent);
        return new YamlNode.Mapping(place, entries);
    }

    /** Adds what a {@code <<} takes from one mapping or from a list of them, of which the first counts most. */
    private void merge(Node value, Place key, Place place, int depth, Map<String, YamlNode.Entry> merged) {
        List<Node> sources = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        for (Node source : sources) {
            if (!(source instanceof MappingNode mapping)) {
                problems.error(key, "must be a mapping, or a list of them");
            } else if (convert(mapping, place, depth + 1) instanceof YamlNode.Mapping taken) {
                taken.entries().forEach(merged::putIfAbsent);
            }
        }
    }

    /** Whether a value stands on its own line and column; nothing, and what is indented below a key, does not. */
    private static boolean isInline(Node value) {
        return switch (value) {
            case ScalarNode scalar -> !scalar.getValue().isEmpty() || scalar.getScalarStyle() != ScalarStyle.PLAIN;
            case MappingNode mapping -> mapping.getFlowStyle() == org.snakeyaml.engine.v2.common.FlowStyle.FLOW;
            case SequenceNode sequence -> sequence.getFlowStyle() == org.snakeyaml.engine.v2.common.FlowStyle.FLOW;
            default -> false;
        };
    }

    private YamlNode scalar(ScalarNode scalar, Place place) {
        String source = scalar.getValue();
        ScalarType type = scalar.getTag().equals(OVERRIDE) ? ScalarRules.type(source) : typeOf(scalar.getTag());
        if (type == null) {
            throw new Refusal(place, "the tag " + scalar.getTag().getValue() + " is not known here; take it out");
        }
        if (type == ScalarType.DECIMAL && source.matches("(?i)[-+]?\\.(inf|nan)")) {
            problems.error(place, "is no number that Compose takes; put it in quotes if it is text");
        }
        return new YamlNode.Scalar(place, type, ScalarRules.written(type, source));
    }

    private static @Nullable ScalarType typeOf(Tag tag) {
        return TYPES.get(tag);
    }

    private static final Tag RESET = new Tag("!reset");
    private static final Tag OVERRIDE = new Tag("!override");
    private static final Map<Tag, ScalarType> TYPES = Map.of(
            Tag.NULL, ScalarType.NULL,
            Tag.STR, ScalarType.TEXT,
            Tag.INT, ScalarType.WHOLE,
            Tag.FLOAT, ScalarType.DECIMAL,
            Tag.BOOL, ScalarType.FLAG,
            PlainScalars.TIME, ScalarType.TIME);

    private Place top(String field) {
        return new Place(new SourceLocation(file, 1, 1), field);
    }

    private SourceLocation location(Optional<Mark> mark) {
        return mark.map(m -> new SourceLocation(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new SourceLocation(file, 1, 1));
    }

    /** Refusal ends the reading of a file: going on would only repeat the same problem. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Place place;
        private final String text;

        Refusal(Place place, String text) {
            super(text);
            this.place = place;
            this.text = text;
        }
    }

    /** PlainScalars types plain scalars as Compose does. */
    private static final class PlainScalars implements Schema, ScalarResolver {
        /** Not the library's own tag for it: that would follow a merge of itself for ever. */
        private static final Tag MERGE = new Tag("!merge");

        private static final Tag TIME = new Tag(Tag.PREFIX + "timestamp");

        @Override
        public ScalarResolver getScalarResolver() {
            return this;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return Map.of();
        }

        @Override
        public Tag resolve(String value, Boolean implicit) {
            if (!implicit) {
                return Tag.STR;
            }
            if (value.equals("<<")) {
                return MERGE;
            }
            return switch (ScalarRules.type(value)) {
                case NULL -> Tag.NULL;
                case TEXT -> Tag.STR;
                case WHOLE -> Tag.INT;
                case DECIMAL -> Tag.FLOAT;
                case FLAG -> Tag.BOOL;
                case TIME -> TIME;
            };
        }
    }
}
