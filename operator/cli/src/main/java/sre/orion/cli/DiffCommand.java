package sre.orion.cli;

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
import tools.jackson.databind.JsonNode;

/** {@code orionctl diff}: what is there against what the specs want, field by field. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Shows which fields differ from the specs: '-' is what is there, '+' what is wanted.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing differs", "1:something differs", "2:the command line is wrong"})
final class DiffCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "KIND [NAME…]", arity = "0..*", description = "Or KIND/NAME; default: everything.")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    DiffCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        Target target = operators.target();
        List<String> meant = words.isEmpty() ? List.of("networks,volumes,services") : words;
        List<Selection> selections = Selection.parse(meant, new Discovery(target.client()));
        boolean differs = false;
        for (Explanation explanation : Explanation.of(selections, target, namespace.of(target))) {
            List<JsonNode> differences = explanation.differences();
            if (differences.isEmpty()) {
                continue;
            }
            differs = true;
            terminal.out().println(terminal.colours().bold(explanation.title()));
            differences.forEach(difference -> print(difference, terminal));
        }
        terminal.out().flush();
        return differs ? 1 : 0;
    }

    private static void print(JsonNode difference, Terminal terminal) {
        terminal.out().println("  " + difference.path("field").asString(""));
        terminal.out()
                .println(terminal.colours()
                        .removed("    - " + difference.path("found").asString("")));
        terminal.out()
                .println(terminal.colours()
                        .added("    + " + difference.path("wanted").asString("")));
    }
}
