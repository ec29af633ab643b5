package sre.orion.agent.serve.kube;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import sre.orion.agent.serve.model.Ages;
import sre.orion.agent.serve.store.Cell;
import sre.orion.agent.serve.store.Column;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.store.StoredObject;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables is objects as kubectl shows them: rows of cells, with the columns of their type
 * (k8s.io/apimachinery, meta/v1 Table).
 */
record Tables(String apiVersion, Include include, InstantSource clock) implements Form {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Include is what of an object stands in its row beside the cells. */
    enum Include {
        NONE,
        METADATA,
        OBJECT;

        /** What {@code includeObject} asks for. */
        static Include of(String text) {
            return switch (text) {
                case "None" -> NONE;
                case "Object" -> OBJECT;
                default -> METADATA;
            };
        }
    }

    @Override
    public void writeOne(OutputStream out, StoredObject object) throws IOException {
        String listMeta = "{\"resourceVersion\":\"" + object.version() + "\"}";
        writeList(out, object.type(), listMeta, List.of(object));
    }

    @Override
    public void writeList(OutputStream out, ObjectType type, String listMeta, List<StoredObject> objects)
            throws IOException {
        Forms.write(
                out,
                "{\"kind\":\"Table\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":" + listMeta
                        + ",\"columnDefinitions\":[" + columns(type) + "],\"rows\":[");
        Instant now = clock.instant();
        Forms.writeEach(out, objects, object -> writeRow(out, object, now));
        Forms.write(out, "]}\n");
    }

    @Override
    public void writeBookmark(OutputStream out, ObjectType type, String metadata) throws IOException {
        Forms.write(
                out,
                "{\"kind\":\"Table\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":" + metadata
                        + ",\"columnDefinitions\":[" + columns(type) + "],\"rows\":[]}");
    }

    private static String columns(ObjectType type) {
        return String.join(",", type.columns().stream().map(Tables::column).toList());
    }

    private static String column(Column column) {
        return JSON.createObjectNode()
                .put("name", column.name())
                .put("type", column.type())
                .put("format", column.format())
                .put("description", column.description())
                .put("priority", column.priority())
                .toString();
    }

    private void writeRow(OutputStream out, StoredObject object, Instant now) throws IOException {
        List<String> cells =
                object.draft().cells().stream().map(cell -> cell(cell, now)).toList();
        Forms.write(out, "{\"cells\":[" + String.join(",", cells) + "]");
        switch (include) {
            case NONE -> {}
            case METADATA -> {
                Forms.write(out, ",\"object\":");
                object.writeMetadataTo(out);
            }
            case OBJECT -> {
                Forms.write(out, ",\"object\":");
                object.writeTo(out);
            }
        }
        out.write('}');
    }

    private static String cell(Cell cell, Instant now) {
        return switch (cell) {
            case Cell.Text(String text) -> JSON.writeValueAsString(text);
            case Cell.Count(long number) -> Long.toString(number);
            case Cell.Age(Instant since) -> "\"" + Ages.text(since, now) + "\"";
            case Cell.Counted(long number, Instant last) -> "\"" + number + " (" + Ages.text(last, now) + " ago)\"";
        };
    }
}
