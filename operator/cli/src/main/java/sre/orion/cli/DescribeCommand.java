package sre.orion.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.Selection.Selectors;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.Age;
import sre.orion.cli.output.TextTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code orionctl describe}: all that is known of a resource, its conditions and its events at the end. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Shows all that is known of resources: describe service web.")
final class DescribeCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "KIND [NAME…]", arity = "1..*", description = "Or KIND/NAME, several times.")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    DescribeCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        Target target = operators.target();
        var discovery = new Discovery(target.client());
        boolean first = true;
        for (Selection selection : Selection.parse(words, discovery)) {
            for (JsonNode item : selection.items(target.client(), namespace.of(target), Selectors.NONE)) {
                if (!first) {
                    terminal.out().println();
                    terminal.out().println();
                }
                first = false;
                head(item, selection, terminal);
                conditions(item, terminal);
                events(item, selection, target, discovery, terminal);
            }
        }
        if (first) {
            terminal.err().println("No resources found.");
        }
        return 0;
    }

    private static void head(JsonNode item, Selection selection, Terminal terminal) {
        var facts = new TextTable(List.of("", ""), true);
        facts.add("Name:", item.at("/metadata/name").asString(""));
        facts.add("Namespace:", item.at("/metadata/namespace").asString("<none>"));
        facts.add("Kind:", selection.type().kind() + " (" + selection.type().groupVersion() + ")");
        facts.add("Labels:", pairs(item.at("/metadata/labels")));
        facts.add("Annotations:", pairs(item.at("/metadata/annotations")));
        List<String> lines = facts.lines(terminal.colours());
        terminal.print(lines.subList(1, lines.size()));
        section("Spec", item.path("spec"), terminal);
        if (item.path("status") instanceof ObjectNode status) {
            ObjectNode rest = status.deepCopy();
            rest.remove("conditions");
            section("Status", rest, terminal);
        }
    }

    private static String pairs(JsonNode map) {
        return map.isEmpty()
                ? "<none>"
                : String.join(
                        ", ",
                        map.propertyStream()
                                .map(entry ->
                                        entry.getKey() + "=" + entry.getValue().asString(""))
                                .toList());
    }

    private static void section(String title, JsonNode content, Terminal terminal) {
        if (!content.isEmpty()) {
            terminal.out().println(title + ":");
            terminal.print(
                    OutputFormat.yaml(content).lines().map(line -> "  " + line).toList());
        }
    }

    private static void conditions(JsonNode item, Terminal terminal) {
        var table = new TextTable(List.of("TYPE", "STATUS", "REASON", "SINCE", "MESSAGE"), true);
        for (JsonNode condition : item.at("/status/conditions")) {
            table.add(
                    condition.path("type").asString(""),
                    condition.path("status").asString(""),
                    condition.path("reason").asString(""),
                    Age.since(condition.path("lastTransitionTime").asString(""), Instant.now()),
                    condition.path("message").asString(""));
        }
        table(table, "Conditions", terminal);
    }

    private static void table(TextTable table, String title, Terminal terminal) {
        if (table.isEmpty()) {
            terminal.out().println(title + ": <none>");
            return;
        }
        terminal.out().println(title + ":");
        terminal.print(table.lines(terminal.colours()).stream()
                .map(line -> "  " + line)
                .toList());
    }

    private void events(JsonNode item, Selection selection, Target target, Discovery discovery, Terminal terminal)
            throws OperatorException {
        String about = EventsCommand.ofObject(
                selection.type().kind(), item.at("/metadata/name").asString(""));
        var all = new Selection(discovery.type("events"), Optional.empty());
        var table = new TextTable(List.of("LAST SEEN", "TYPE", "REASON", "MESSAGE"), true);
        for (JsonNode event :
                all.items(target.client(), namespace.of(target), new Selectors(Optional.empty(), Optional.of(about)))) {
            table.add(
                    EventsCommand.lastSeen(event),
                    event.path("type").asString(""),
                    event.path("reason").asString(""),
                    event.path("message").asString(""));
        }
        table(table, "Events", terminal);
    }
}
