package sre.orion.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import sre.orion.cli.output.CustomColumns;
import sre.orion.cli.output.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** OutputFormat is what {@code -o} asks for, in kubectl's words. */
sealed interface OutputFormat {
    /** The table of the operator; wide: with all its columns, uncut. */
    record Columns(boolean wide) implements OutputFormat {}

    /** One {@code KIND/NAME} a line. */
    record Names() implements OutputFormat {}

    /** JSON, indented. */
    record Json() implements OutputFormat {}

    /** YAML. */
    record Yaml() implements OutputFormat {}

    /** A template filled in with the answer. */
    record JsonPath(Template template) implements OutputFormat {}

    /** A table of one's own. */
    record Custom(CustomColumns columns) implements OutputFormat {}

    /** Resources as text in one of the formats that are not the operator's own table. */
    default String text(List<JsonNode> items, boolean single) {
        JsonNode whole = single ? items.getFirst() : list(items);
        return switch (this) {
            case Json() -> whole.toPrettyString();
            case Yaml() -> yaml(whole).stripTrailing();
            case JsonPath(Template template) -> template.fill(whole);
            case Columns _, Names _, Custom _ -> throw new IllegalStateException("this format is a table");
        };
    }

    /** A node as YAML, its text in as few quotes as can be. */
    static String yaml(JsonNode node) {
        return YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(YAMLWriteFeature.SPLIT_LINES)
                .build()
                .writeValueAsString(node);
    }

    private static JsonNode list(List<JsonNode> items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1").put("kind", "List").putArray("items").addAll(items);
        list.putObject("metadata").put("resourceVersion", "");
        return list;
    }

    /** Converter reads what stands behind {@code -o}. */
    final class Converter implements ITypeConverter<OutputFormat> {
        Converter() {}

        @Override
        public OutputFormat convert(String text) {
            try {
                return template(text).orElseGet(() -> named(text));
            } catch (IllegalArgumentException unreadable) {
                throw new TypeConversionException(unreadable.getMessage());
            }
        }

        private static Optional<OutputFormat> template(String text) {
            if (text.startsWith("jsonpath=")) {
                return Optional.of(new JsonPath(Template.parse(text.substring("jsonpath=".length()))));
            }
            if (text.startsWith("custom-columns=")) {
                return Optional.of(new Custom(CustomColumns.parse(text.substring("custom-columns=".length()))));
            }
            return Optional.empty();
        }

        private static OutputFormat named(String text) {
            return switch (text) {
                case "table", "" -> new Columns(false);
                case "wide" -> new Columns(true);
                case "name" -> new Names();
                case "json" -> new Json();
                case "yaml" -> new Yaml();
                default ->
                    throw new IllegalArgumentException("'" + text
                            + "' is none of wide, json, yaml, name, jsonpath=TEMPLATE, custom-columns=HEADER:PATH,…");
            };
        }
    }
}
