package sre.orion.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.Answer;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import tools.jackson.databind.JsonNode;

/** {@code orionctl logs}: what a container wrote. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows what the container of a Service wrote.")
final class LogsCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "SERVICE", description = "A Service, or pod/NAME.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it writes, until it ends or Ctrl-C.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "LINES", description = "Only the last so many lines.")
    private int tail = -1;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationArgument.class,
            description = "Only what is younger: 5m, 2h.")
    private @Nullable Duration since;

    @Option(
            names = {"-p", "--previous"},
            description = "What the run before wrote.")
    private boolean previous;

    @Option(names = "--timestamps", description = "With the time before each line.")
    private boolean timestamps;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    LogsCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        Target target = operators.target();
        var discovery = new Discovery(target.client());
        JsonNode pod = Pods.of(name, target.client(), discovery, namespace.of(target));
        String path = discovery
                        .type("pods")
                        .path(
                                pod.at("/metadata/namespace").asString(""),
                                pod.at("/metadata/name").asString(""))
                + "/log" + query();
        try (Answer answer = target.client().stream(path, "text/plain, */*")) {
            var bytes = new byte[16 * 1024];
            var body = answer.body();
            for (int count = body.read(bytes); count >= 0 && !terminal.out().checkError(); count = body.read(bytes)) {
                terminal.out().print(new String(bytes, 0, count, StandardCharsets.UTF_8));
                terminal.out().flush();
            }
        } catch (IOException broken) {
            throw new OperatorException("the log broke off: " + broken.getMessage(), broken);
        }
        return 0;
    }

    private String query() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (follow) {
            query.add("follow=true");
        }
        if (tail >= 0) {
            query.add("tailLines=" + tail);
        }
        if (since != null) {
            query.add("sinceSeconds=" + Math.max(1, since.toSeconds()));
        }
        if (previous) {
            query.add("previous=true");
        }
        if (timestamps) {
            query.add("timestamps=true");
        }
        return query.toString();
    }
}
