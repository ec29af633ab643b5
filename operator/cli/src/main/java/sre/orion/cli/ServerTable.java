package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;
import sre.orion.cli.output.TextTable;
import tools.jackson.databind.JsonNode;

/** ServerTable is resources as the operator tables them: it knows the columns, so that new kinds need no new client. */
final class ServerTable {
    /** What to ask for; an operator that has no table for something answers with plain JSON. */
    static final String ACCEPT = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    private final List<String> headers = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();

    /** The columns of a table; those of lower priority only when it is to be wide. */
    ServerTable(JsonNode table, boolean wide) {
        int index = 0;
        for (JsonNode column : table.path("columnDefinitions")) {
            if (wide || column.path("priority").asInt(0) == 0) {
                headers.add(column.path("name").asString("").toUpperCase(java.util.Locale.ROOT));
                columns.add(index);
            }
            index++;
        }
    }

    /** An empty table of these columns with others before them. */
    TextTable empty(List<String> before, boolean wide) {
        var all = new ArrayList<>(before);
        all.addAll(headers);
        return new TextTable(all, wide);
    }

    /** The cells of a row of this table. */
    List<String> cells(JsonNode row) {
        return columns.stream()
                .map(column -> row.path("cells").path(column))
                .map(cell -> cell.isNull() || cell.isMissingNode() ? "<none>" : cell.asString(""))
                .toList();
    }

    /** A field of the metadata of the resource in a row. */
    static String metadata(JsonNode row, String field) {
        return row.path("object").path("metadata").path(field).asString("");
    }
}
