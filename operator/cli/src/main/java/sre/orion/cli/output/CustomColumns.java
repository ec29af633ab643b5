package sre.orion.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** CustomColumns is a table of one's own, as {@code -o custom-columns=NAME:.metadata.name,…} takes it. */
public final class CustomColumns {
    private static final String NONE = "<none>";

    private final List<String> headers = new ArrayList<>();
    private final List<JsonPath> paths = new ArrayList<>();

    private CustomColumns() {}

    /** Reads the columns; what cannot be read is an {@link IllegalArgumentException} that says why. */
    public static CustomColumns parse(String text) {
        var columns = new CustomColumns();
        for (String column : text.split(",(?![^\\[]*\\])", -1)) {
            int colon = column.indexOf(':');
            if (colon <= 0 || colon == column.length() - 1) {
                throw new IllegalArgumentException(
                        "the column '" + column + "' is not HEADER:PATH, such as NAME:.metadata.name");
            }
            columns.headers.add(column.substring(0, colon));
            String path = column.substring(colon + 1);
            boolean braced = path.startsWith("{") && path.endsWith("}");
            columns.paths.add(JsonPathParser.parse(braced ? path.substring(1, path.length() - 1) : path));
        }
        return columns;
    }

    /** The table, one row an item. */
    public TextTable table(List<JsonNode> items) {
        var table = new TextTable(headers, true);
        for (JsonNode item : items) {
            table.add(paths.stream().map(path -> cell(path.find(item))).toList());
        }
        return table;
    }

    private static String cell(List<JsonNode> found) {
        return found.isEmpty() ? NONE : found.stream().map(JsonPath::text).collect(Collectors.joining(","));
    }
}
