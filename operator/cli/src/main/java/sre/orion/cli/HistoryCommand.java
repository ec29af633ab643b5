package sre.orion.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.Age;
import sre.orion.cli.output.TextTable;
import tools.jackson.databind.JsonNode;

/** {@code orionctl history}: the specs of a Service that were ready, which are those it can be rolled back to. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Shows the specs of a Service that were ready, the latest first; rollback goes back one.")
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "SERVICE", arity = "1..2", description = "A Service, service/NAME, or service NAME.")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    HistoryCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        Target target = operators.target();
        Selection selection = Selection.one(words, new Discovery(target.client()));
        JsonNode content = Explanation.of(List.of(selection), target, namespace.of(target))
                .getFirst()
                .content();
        String written = content.path("generation").asString("");
        String runs = content.path("rolledBackTo").asString(written);
        var table = new TextTable("GENERATION", "READY", "REVISION", "NOTE");
        for (JsonNode each : content.path("readySpecs")) {
            String generation = each.path("generation").asString("");
            table.add(
                    generation,
                    Age.since(each.path("at").asString(""), Instant.now()) + " ago",
                    WhyCommand.revision(each),
                    (generation.equals(runs) ? "runs" : "") + (generation.equals(written) ? "" : " not in the files"));
        }
        terminal.print(table.lines(terminal.colours()));
        return 0;
    }
}
