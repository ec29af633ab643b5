package sre.orion.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orionctl status}: the operator and everything it looks after, at a glance. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the operator and all its resources; exit code 1 while something is not ready.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOption operator = new OperatorOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    StatusCommand() {}

    @Override
    public Integer call() throws OperatorException {
        OperatorClient client = operator.client();
        PrintWriter out = spec.commandLine().getOut();
        OperatorClient.Answer readiness = client.text("/readyz");
        boolean ready = readiness.code() == 200;
        out.println(
                ready
                        ? "The operator is ready."
                        : "The operator is not ready: " + readiness.body().strip());

        var table = new TextTable("KIND", "NAME", "READY", "REASON", "MESSAGE");
        for (String plural : List.of("nodes", "networks", "volumes", "services")) {
            for (JsonNode item : client.get(ResourceRows.path(plural)).path("items")) {
                ready &= ResourceRows.isReady(item);
                table.add(
                        item.path("kind").asString(),
                        ResourceRows.name(item),
                        ResourceRows.ready(item, "status"),
                        ResourceRows.ready(item, "reason"),
                        ResourceRows.ready(item, "message"));
                pendingDeletion(item, out);
            }
        }
        table.lines().forEach(out::println);
        return ready ? 0 : 1;
    }

    private static void pendingDeletion(JsonNode item, PrintWriter out) {
        String hash = item.at("/status/pendingDeletion").asString("");
        if (!hash.isEmpty()) {
            out.println("Much is gone from the specs at once and is kept until you say: ./orion ctl approve " + hash);
        }
    }
}
