package sre.orion.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orionctl get}: the resources of a kind, or one of them. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "Shows the resources of a kind, or one of them.")
final class GetCommand implements Callable<Integer> {
    /** Output is how resources are printed. */
    enum Output {
        table,
        json
    }

    @Mixin
    private final OperatorOption operator = new OperatorOption();

    @Parameters(index = "0", paramLabel = "KIND", description = "services, networks, volumes or nodes.")
    private String kind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Only the resource of this name.")
    private @Nullable String name;

    @Option(names = "-o", paramLabel = "FORMAT", description = "table (default) or json.")
    private Output output = Output.table;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    GetCommand() {}

    @Override
    public Integer call() throws OperatorException {
        JsonNode list = operator.client().get(ResourceRows.path(plural()));
        List<JsonNode> items = list.path("items")
                .valueStream()
                .filter(item -> name == null || ResourceRows.name(item).equals(name))
                .toList();
        if (name != null && items.isEmpty()) {
            throw new OperatorException(plural() + ".orion.sre \"" + name + "\" not found");
        }
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> out.println((name == null ? list : items.getFirst()).toPrettyString());
            case table -> lines(items).forEach(out::println);
        }
        return 0;
    }

    private String plural() {
        String lower = kind.toLowerCase(Locale.ROOT);
        return lower.endsWith("s") ? lower : lower + "s";
    }

    private static List<String> lines(List<JsonNode> items) {
        var table = new TextTable("NAME", "READY", "REASON", "MESSAGE");
        for (JsonNode item : items) {
            table.add(
                    ResourceRows.name(item),
                    ResourceRows.ready(item, "status"),
                    ResourceRows.ready(item, "reason"),
                    ResourceRows.ready(item, "message"));
        }
        return items.isEmpty() ? List.of("No resources found.") : table.lines();
    }
}
