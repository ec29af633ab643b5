package sre.orion.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orionctl events}: what happened, the latest last. */
@Command(name = "events", mixinStandardHelpOptions = true, description = "Shows what happened, the latest last.")
final class EventsCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOption operator = new OperatorOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    EventsCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var table = new TextTable("LAST SEEN", "COUNT", "OBJECT", "REASON", "MESSAGE");
        for (JsonNode event : operator.client().get("/api/v1/events").path("items")) {
            String kind = event.at("/involvedObject/kind").asString("");
            table.add(
                    event.path("lastTimestamp").asString(""),
                    event.path("count").asString(""),
                    kind.toLowerCase(Locale.ROOT) + "/"
                            + event.at("/involvedObject/name").asString(""),
                    event.path("reason").asString(""),
                    event.path("message").asString(""));
        }
        table.lines().forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
