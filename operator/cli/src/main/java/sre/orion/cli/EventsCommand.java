package sre.orion.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
import picocli.CommandLine.Spec;
import sre.orion.cli.Selection.Selectors;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.Age;
import sre.orion.cli.output.TextTable;
import tools.jackson.databind.JsonNode;

/** {@code orionctl events}: what happened, the latest last. */
@Command(name = "events", mixinStandardHelpOptions = true, description = "Shows what happened, the latest last.")
final class EventsCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Option(names = "--for", paramLabel = "KIND/NAME", description = "Only what happened to this resource.")
    private @Nullable String resource;

    @Option(names = "--types", split = ",", paramLabel = "TYPE", description = "Only Normal, or only Warning.")
    private List<String> types = List.of();

    @Option(
            names = {"-w", "--watch"},
            description = "Go on with what happens, until Ctrl-C.")
    private boolean watch;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    EventsCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        var header = List.of("LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE");
        var table = new TextTable(
                operators.severalNodes()
                        ? Stream.concat(Stream.of("NODE"), header.stream()).toList()
                        : header,
                false);
        if (watch) {
            Target target = operators.target();
            Selection all = new Selection(new Discovery(target.client()).type("events"), Optional.empty());
            new Watch(target, all, namespace.of(target), selectors(target), "application/json").show((_, event) -> {
                if (wanted(event)) {
                    table.add(row(target, event));
                    terminal.print(table.newLines(terminal.colours()));
                }
                return terminal.out().checkError();
            });
            return 0;
        }
        List<Target> targets = operators.targets();
        List<Nodes.Reply<List<JsonNode>>> replies = Nodes.ask(targets, this::ask, terminal);
        for (Nodes.Reply<List<JsonNode>> reply : replies) {
            reply.said().stream().filter(this::wanted).forEach(event -> table.add(row(reply.target(), event)));
        }
        if (table.isEmpty()) {
            terminal.err().println("No events found.");
        } else {
            terminal.print(table.lines(terminal.colours()));
        }
        return replies.size() == targets.size() ? 0 : 1;
    }

    private List<JsonNode> ask(Target target) throws OperatorException {
        Selection all = new Selection(new Discovery(target.client()).type("events"), Optional.empty());
        return all.items(target.client(), namespace.of(target), selectors(target)).stream()
                .sorted(Comparator.comparing(
                        event -> event.path("lastTimestamp").asString("")))
                .toList();
    }

    private Selectors selectors(Target target) throws OperatorException {
        if (resource == null) {
            return Selectors.NONE;
        }
        Selection about = Selection.one(List.of(resource), new Discovery(target.client()));
        return new Selectors(
                Optional.empty(),
                Optional.of(ofObject(about.type().kind(), about.name().orElseThrow())));
    }

    /** The field selector of the events of one resource. */
    static String ofObject(String kind, String name) {
        return "involvedObject.kind=" + kind + ",involvedObject.name=" + name;
    }

    private boolean wanted(JsonNode event) {
        return types.isEmpty()
                || types.stream()
                        .anyMatch(
                                type -> type.equalsIgnoreCase(event.path("type").asString("")));
    }

    private List<String> row(Target target, JsonNode event) {
        var row = new ArrayList<String>();
        if (operators.severalNodes()) {
            row.add(target.name());
        }
        row.add(lastSeen(event));
        row.add(event.path("type").asString(""));
        row.add(event.path("reason").asString(""));
        row.add(event.at("/involvedObject/kind").asString("").toLowerCase(Locale.ROOT) + "/"
                + event.at("/involvedObject/name").asString(""));
        row.add(event.path("message").asString(""));
        return row;
    }

    /** How long ago, and how often if more than once: {@code 45s (x3)}. */
    static String lastSeen(JsonNode event) {
        String age = Age.since(event.path("lastTimestamp").asString(""), Instant.now());
        int count = event.path("count").asInt(1);
        return count > 1 ? age + " (x" + count + ")" : age;
    }
}
