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
import tools.jackson.databind.JsonNode;

/** {@code orionctl why}: the chain from a line in a spec to what was done to a container, and what came of it. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description =
                "Says why a resource is as it is: its spec, what was seen, what was done about it and what came of it.")
final class WhyCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "RESOURCE", arity = "1..2", description = "A Service, KIND/NAME, or KIND NAME.")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    WhyCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        Target target = operators.target();
        Selection selection = Selection.one(words, new Discovery(target.client()));
        Explanation explanation =
                Explanation.of(List.of(selection), target, namespace.of(target)).getFirst();
        now(explanation, terminal);
        explanation
                .content()
                .path("interventions")
                .valueStream()
                .toList()
                .reversed()
                .forEach(past -> then(past, terminal));
        terminal.out().flush();
        return 0;
    }

    private static void now(Explanation explanation, Terminal terminal) {
        JsonNode content = explanation.content();
        terminal.out().println(terminal.colours().bold(explanation.title()) + "  " + explanation.ready());
        terminal.out()
                .println("  spec      " + content.path("source").asString("") + ", generation "
                        + content.path("generation").asString("") + ", revision "
                        + revision(content));
        String seen = "  observed  " + age(content, "observedAt") + ": ";
        List<JsonNode> differences = explanation.differences();
        if (differences.isEmpty()) {
            terminal.out().println(seen + "as the spec says");
        }
        for (JsonNode difference : differences) {
            terminal.out()
                    .println(seen + difference.path("field").asString("") + ": "
                            + difference.path("found").asString("") + " -> "
                            + difference.path("wanted").asString(""));
            seen = " ".repeat(seen.length());
        }
        List<String> steps = explanation.steps();
        terminal.out().println("  next      " + (steps.isEmpty() ? "nothing to do" : steps.getFirst()));
        steps.stream().skip(1).forEach(step -> terminal.out().println("            " + step));
    }

    private static void then(JsonNode past, Terminal terminal) {
        terminal.out().println();
        terminal.out()
                .println(terminal.colours().bold(age(past, "at")) + ", towards generation "
                        + past.path("generation").asString("") + " of revision " + revision(past));
        for (JsonNode difference : past.path("differences")) {
            terminal.out().println("  saw       " + difference.asString(""));
        }
        for (JsonNode step : past.path("steps")) {
            String outcome = step.path("outcome").asString("");
            String why = step.path("why").asString("");
            String text = outcome + (why.isEmpty() ? "" : ": " + why);
            boolean done = outcome.equals("Done");
            terminal.out()
                    .println("  did       " + Explanation.deed(step) + "  "
                            + (done
                                    ? terminal.colours().added(text)
                                    : terminal.colours().removed(text)));
        }
    }

    private static String age(JsonNode content, String field) {
        return Age.since(content.path(field).asString(""), Instant.now()) + " ago";
    }

    /** A revision short enough to read, yet long enough to find. */
    static String revision(JsonNode content) {
        String id = content.path("revision").asString("");
        String digest = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
