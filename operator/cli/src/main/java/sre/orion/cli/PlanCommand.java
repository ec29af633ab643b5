package sre.orion.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.OperatorException;
import tools.jackson.databind.JsonNode;

/** {@code orionctl plan}: what a running operator would do next, and why. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what a running operator would do next, and why; exit code 1 when there is something.")
final class PlanCommand implements Callable<Integer> {
    /** Format is how the answer is written. */
    enum Format {
        text,
        json
    }

    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Option(names = "-o", paramLabel = "FORMAT", description = "text (default) or json.")
    private Format format = Format.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    PlanCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        JsonNode outlook = operators.target().client().get("/outlook");
        List<JsonNode> plans = outlook.valueStream().toList();
        if (format == Format.json) {
            terminal.out().println(outlook.toPrettyString());
        } else if (plans.isEmpty()) {
            terminal.out().println("Nothing to do: everything is as its spec says.");
        } else {
            plans.forEach(plan -> print(plan, terminal));
        }
        terminal.out().flush();
        return plans.isEmpty() ? 0 : 1;
    }

    private static void print(JsonNode plan, Terminal terminal) {
        terminal.out()
                .println(terminal.colours()
                        .bold(plan.path("kind").asString("") + " "
                                + plan.path("namespace").asString("") + "/"
                                + plan.path("name").asString("")));
        for (JsonNode difference : plan.path("differences")) {
            terminal.out()
                    .println("  ~ " + difference.path("field").asString("") + ": "
                            + difference.path("found").asString("") + " -> "
                            + difference.path("wanted").asString(""));
        }
        List<String> steps = Explanation.steps(plan);
        steps.forEach(step -> terminal.out().println("  " + step));
        if (steps.isEmpty()) {
            terminal.out()
                    .println("  waits: " + plan.at("/ready/reason").asString("") + ", "
                            + plan.at("/ready/message").asString(""));
        }
    }
}
