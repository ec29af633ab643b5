package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.Selection.Selectors;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.TextTable;
import tools.jackson.databind.JsonNode;

/** {@code orionctl get}: resources as a table, as data, or as one's own template has them. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Shows resources: get services, get service web, get service/web network/front, get all.")
final class GetCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "KIND [NAME…]", arity = "1..*", description = "Or KIND/NAME, several times.")
    private List<String> words = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            converter = OutputFormat.Converter.class,
            description = "wide, json, yaml, name, jsonpath=TEMPLATE or custom-columns=HEADER:PATH,…")
    private OutputFormat format = new OutputFormat.Columns(false);

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "Only what has these labels: app=web,tier!=db.")
    private @Nullable String labels;

    @Option(names = "--field-selector", paramLabel = "FIELDS", description = "Only what has these fields.")
    private @Nullable String fields;

    @Option(
            names = {"-w", "--watch"},
            description = "Go on with every change, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--no-headers", description = "No line of headers.")
    private boolean noHeaders;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    GetCommand() {}

    /** What one operator answered about one selection. */
    private record Found(Selection selection, JsonNode answer) {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        if (watch) {
            watch(operators.target(), terminal);
            return 0;
        }
        List<Target> targets = operators.targets();
        List<Nodes.Reply<List<Found>>> replies = Nodes.ask(targets, this::ask, terminal);
        switch (format) {
            case OutputFormat.Columns(boolean wide) -> tables(replies, wide, terminal);
            case OutputFormat.Names _ -> names(replies, terminal);
            case OutputFormat.Custom(var columns) ->
                terminal.print(headed(columns.table(items(replies)).lines(terminal.colours())));
            case OutputFormat.JsonPath data -> terminal.out().print(data.text(items(replies), single(replies)));
            case OutputFormat.Json data -> terminal.out().println(data.text(items(replies), single(replies)));
            case OutputFormat.Yaml data -> terminal.out().println(data.text(items(replies), single(replies)));
        }
        return replies.size() == targets.size() ? 0 : 1;
    }

    private void watch(Target target, Terminal terminal) throws OperatorException {
        Selection selection =
                Selection.parse(words, new Discovery(target.client())).getFirst();
        boolean tabled = format instanceof OutputFormat.Columns;
        var watched = new Watch(
                target, selection, namespace.of(target), selectors(), tabled ? ServerTable.ACCEPT : "application/json");
        watched.show(
                format instanceof OutputFormat.Columns(boolean wide)
                        ? Watch.rows(wide, terminal)
                        : Watch.data(format, selection.type().fullSingular(), terminal));
    }

    private Selectors selectors() {
        return new Selectors(Optional.ofNullable(labels), Optional.ofNullable(fields));
    }

    private List<Found> ask(Target target) throws OperatorException {
        boolean tabled = format instanceof OutputFormat.Columns;
        var found = new ArrayList<Found>();
        for (Selection selection : Selection.parse(words, new Discovery(target.client()))) {
            String path = selection.path(namespace.of(target), selectors());
            JsonNode answer = target.client().get(path, tabled ? ServerTable.ACCEPT : "application/json");
            boolean none = answer.path(tabled ? "rows" : "items").isEmpty();
            if (none && selection.name().isPresent()) {
                throw selection.notFound();
            }
            found.add(new Found(selection, answer));
        }
        return found;
    }

    /** A table a kind, with the kind before the names when there are several, as kubectl does it. */
    private void tables(List<Nodes.Reply<List<Found>>> replies, boolean wide, Terminal terminal) {
        List<String> kinds = replies.stream()
                .flatMap(reply -> reply.said().stream())
                .map(found -> found.selection().type().fullSingular())
                .distinct()
                .toList();
        boolean first = true;
        for (String kind : kinds) {
            Optional<TextTable> table = table(kind, replies, kinds.size() > 1, wide);
            if (table.isPresent()) {
                if (!first) {
                    terminal.out().println();
                }
                first = false;
                terminal.print(headed(table.get().lines(terminal.colours())));
            }
        }
        if (first) {
            terminal.err().println("No resources found.");
        }
    }

    private Optional<TextTable> table(
            String kind, List<Nodes.Reply<List<Found>>> replies, boolean prefixed, boolean wide) {
        Optional<TextTable> table = Optional.empty();
        for (Nodes.Reply<List<Found>> reply : replies) {
            for (Found found : reply.said()) {
                JsonNode rows = found.answer().path("rows");
                if (!found.selection().type().fullSingular().equals(kind) || rows.isEmpty()) {
                    continue;
                }
                var columns = new ServerTable(found.answer(), wide);
                TextTable into = table.orElseGet(() -> columns.empty(before(), wide));
                rows.forEach(row -> into.add(cells(reply.target(), columns, row, prefixed ? kind + "/" : "")));
                table = Optional.of(into);
            }
        }
        return table;
    }

    private List<String> before() {
        return Stream.of(operators.severalNodes() ? "NODE" : "", namespace.all() ? "NAMESPACE" : "")
                .filter(header -> !header.isEmpty())
                .toList();
    }

    private List<String> cells(Target target, ServerTable columns, JsonNode row, String prefix) {
        var cells = new ArrayList<String>();
        if (operators.severalNodes()) {
            cells.add(target.name());
        }
        if (namespace.all()) {
            cells.add(ServerTable.metadata(row, "namespace"));
        }
        List<String> own = columns.cells(row);
        cells.add(prefix + own.getFirst());
        cells.addAll(own.subList(1, own.size()));
        return cells;
    }

    private List<String> headed(List<String> lines) {
        return noHeaders ? lines.subList(1, lines.size()) : lines;
    }

    private static void names(List<Nodes.Reply<List<Found>>> replies, Terminal terminal) {
        for (Nodes.Reply<List<Found>> reply : replies) {
            for (Found found : reply.said()) {
                String kind = found.selection().type().fullSingular().toLowerCase(Locale.ROOT);
                found.answer()
                        .path("items")
                        .forEach(item -> terminal.out()
                                .println(kind + "/" + item.at("/metadata/name").asString("")));
            }
        }
    }

    private static List<JsonNode> items(List<Nodes.Reply<List<Found>>> replies) {
        return replies.stream()
                .flatMap(reply -> reply.said().stream())
                .flatMap(found -> found.answer().path("items").valueStream())
                .toList();
    }

    /** Whether exactly one resource was named, which is then not wrapped in a list. */
    private boolean single(List<Nodes.Reply<List<Found>>> replies) {
        return !operators.severalNodes()
                && replies.getFirst().said().size() == 1
                && replies.getFirst().said().getFirst().selection().name().isPresent();
    }
}
