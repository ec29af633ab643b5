package sre.orion.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.OperatorClient;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.TextTable;
import tools.jackson.databind.JsonNode;

/** {@code orionctl status}: the operator and everything it looks after, at a glance. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the operator and all its resources; exit code 1 while something is not ready.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    StatusCommand() {}

    /** What one operator says of itself and of its resources. */
    private record Seen(OperatorClient.Text readiness, List<JsonNode> items) {
        boolean ready() {
            return readiness.code() == 200;
        }
    }

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        List<Target> targets = operators.targets();
        List<Nodes.Reply<Seen>> replies = Nodes.ask(targets, StatusCommand::look, terminal);
        boolean ready = replies.size() == targets.size();
        var table = new TextTable(
                operators.severalNodes()
                        ? List.of("NODE", "KIND", "NAME", "READY", "REASON", "MESSAGE")
                        : List.of("KIND", "NAME", "READY", "REASON", "MESSAGE"),
                false);
        for (Nodes.Reply<Seen> reply : replies) {
            Seen seen = reply.said();
            String who = operators.severalNodes()
                    ? "The operator of " + reply.target().name()
                    : "The operator";
            terminal.out()
                    .println(
                            seen.ready()
                                    ? who + " is ready."
                                    : who + " is not ready: "
                                            + seen.readiness().body().strip());
            ready &= seen.ready() && seen.items().stream().allMatch(Conditions::isReady);
            seen.items().forEach(item -> table.add(row(reply.target(), item)));
            seen.items().forEach(item -> pendingDeletion(item, terminal));
        }
        terminal.print(table.lines(terminal.colours()));
        return ready ? 0 : 1;
    }

    private static Seen look(Target target) throws OperatorException {
        OperatorClient client = target.client();
        OperatorClient.Text readiness = client.text("/readyz");
        var items = new ArrayList<JsonNode>();
        for (String plural : List.of("nodes", "networks", "volumes", "services")) {
            client.get("/apis/orion.sre/v1/" + plural).path("items").forEach(items::add);
        }
        return new Seen(readiness, items);
    }

    private List<String> row(Target target, JsonNode item) {
        var row = new ArrayList<String>();
        if (operators.severalNodes()) {
            row.add(target.name());
        }
        row.add(item.path("kind").asString(""));
        row.add(item.at("/metadata/name").asString(""));
        for (String field : List.of("status", "reason", "message")) {
            row.add(Conditions.field(item, "Ready", field));
        }
        return row;
    }

    private static void pendingDeletion(JsonNode item, Terminal terminal) {
        String hash = item.at("/status/pendingDeletion").asString("");
        if (!hash.isEmpty()) {
            terminal.out()
                    .println("Much is gone from the specs at once and is kept until you say: ./orion ctl approve "
                            + hash);
        }
    }
}
