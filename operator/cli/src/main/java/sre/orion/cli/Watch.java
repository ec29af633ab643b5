package sre.orion.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import sre.orion.cli.Selection.Selectors;
import sre.orion.cli.client.Answer;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.TextTable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Watch hands on what is there, and then every change as the operator tells of it. */
record Watch(Target target, Selection selection, Optional<String> namespace, Selectors selectors, String accept) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Viewer is shown a resource, or a table of resources, and says whether it has seen enough. */
    @FunctionalInterface
    interface Viewer {
        boolean saw(String type, JsonNode object);
    }

    /** Goes on until the viewer has seen enough. A stream that breaks is opened again; what was missed is listed anew. */
    void show(Viewer viewer) throws OperatorException {
        String version = "";
        while (true) {
            if (version.isEmpty()) {
                JsonNode list = target.client().get(path(), accept);
                version = list.at("/metadata/resourceVersion").asString("");
                if (all(list, viewer)) {
                    return;
                }
            }
            Optional<String> next = follow(version, viewer);
            if (next.isEmpty()) {
                return;
            }
            version = next.get();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static boolean all(JsonNode list, Viewer viewer) {
        if (list.has("rows")) {
            return viewer.saw("ADDED", list);
        }
        return list.path("items").valueStream().anyMatch(item -> viewer.saw("ADDED", item));
    }

    private String path() {
        return selection.path(namespace, selectors);
    }

    /** The version to go on from; empty text: list anew; nothing: it was enough. */
    private Optional<String> follow(String from, Viewer viewer) throws OperatorException {
        String version = from;
        String stream = path() + (path().contains("?") ? "&" : "?") + "watch=true&allowWatchBookmarks=true"
                + "&resourceVersion=" + from;
        try (Answer answer = target.client().stream(stream, accept);
                MappingIterator<JsonNode> events =
                        JSON.readerFor(JsonNode.class).readValues(answer.body())) {
            while (events.hasNextValue()) {
                JsonNode event = events.nextValue();
                String type = event.path("type").asString("");
                JsonNode object = event.path("object");
                if (type.equals("ERROR")) {
                    return Optional.of("");
                }
                version = version(object).orElse(version);
                if (!type.equals("BOOKMARK") && viewer.saw(type, object)) {
                    return Optional.empty();
                }
            }
        } catch (JacksonException broken) {
            return Optional.of(version);
        }
        return Optional.of(version);
    }

    private static Optional<String> version(JsonNode object) {
        String own = object.at("/metadata/resourceVersion").asString("");
        String row = object.at("/rows/0/object/metadata/resourceVersion").asString("");
        return Optional.of(own.isEmpty() ? row : own).filter(version -> !version.isEmpty());
    }

    /** A viewer that writes the rows of tables in columns that only grow. */
    static Viewer rows(boolean wide, Terminal terminal) {
        return new Viewer() {
            private Optional<ServerTable> columns = Optional.empty();
            private Optional<TextTable> table = Optional.empty();

            @Override
            public boolean saw(String type, JsonNode object) {
                if (columns.isEmpty() && object.has("columnDefinitions")) {
                    columns = Optional.of(new ServerTable(object, wide));
                    table = Optional.of(columns.get().empty(List.of(), wide));
                }
                object.path("rows")
                        .forEach(row ->
                                table.orElseThrow().add(columns.orElseThrow().cells(row)));
                table.ifPresent(grown -> terminal.print(grown.newLines(terminal.colours())));
                return terminal.out().checkError();
            }
        };
    }

    /** A viewer that writes each resource in a format. */
    static Viewer data(OutputFormat format, String kind, Terminal terminal) {
        return (_, object) -> {
            terminal.out()
                    .print(
                            switch (format) {
                                case OutputFormat.Names _ ->
                                    kind + "/" + object.at("/metadata/name").asString("") + "\n";
                                case OutputFormat.Custom(var columns) ->
                                    columns.table(List.of(object))
                                                    .lines(terminal.colours())
                                                    .getLast() + "\n";
                                case OutputFormat.JsonPath data -> data.text(List.of(object), true);
                                case OutputFormat.Json data -> data.text(List.of(object), true) + "\n";
                                case OutputFormat.Yaml data -> "---\n" + data.text(List.of(object), true) + "\n";
                                case OutputFormat.Columns _ -> "";
                            });
            terminal.out().flush();
            return terminal.out().checkError();
        };
    }
}
