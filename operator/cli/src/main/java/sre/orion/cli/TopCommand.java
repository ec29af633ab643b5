package sre.orion.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.TextTable;
import tools.jackson.databind.JsonNode;

/** {@code orionctl top}: how much processor and memory containers use. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = "Shows how much processor and memory containers, or whole nodes, use.")
final class TopCommand implements Callable<Integer> {
    /** Subject is whose use is shown. */
    enum Subject {
        pods,
        nodes
    }

    /** Order is what comes first. */
    enum Order {
        cpu,
        memory,
        name
    }

    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Parameters(arity = "0..1", paramLabel = "pods|nodes", description = "Default: pods, which are the containers.")
    private Subject subject = Subject.pods;

    @Option(names = "--sort-by", paramLabel = "COLUMN", description = "cpu, memory or name; default: name.")
    private Order order = Order.name;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    TopCommand() {}

    /** What one pod or node uses. */
    private record Use(String node, String name, String cpu, String memory) {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        List<Target> targets = operators.targets();
        List<Nodes.Reply<List<Use>>> replies = Nodes.ask(targets, this::ask, terminal);
        var header = List.of("NAME", "CPU(CORES)", "MEMORY(BYTES)");
        var table = new TextTable(
                operators.severalNodes()
                        ? Stream.concat(Stream.of("NODE"), header.stream()).toList()
                        : header,
                false);
        replies.stream()
                .flatMap(reply -> reply.said().stream())
                .sorted(comparator())
                .forEach(use -> table.add(row(use)));
        terminal.print(table.lines(terminal.colours()));
        return replies.size() == targets.size() ? 0 : 1;
    }

    private List<Use> ask(Target target) throws OperatorException {
        JsonNode list = target.client().get("/apis/metrics.k8s.io/v1beta1/" + subject);
        return list.path("items").valueStream().map(item -> use(target, item)).toList();
    }

    private static Use use(Target target, JsonNode item) {
        BigDecimal cpu = Quantity.of(item.at("/usage/cpu").asString(""));
        BigDecimal memory = Quantity.of(item.at("/usage/memory").asString(""));
        for (JsonNode container : item.path("containers")) {
            cpu = cpu.add(Quantity.of(container.at("/usage/cpu").asString("")));
            memory = memory.add(Quantity.of(container.at("/usage/memory").asString("")));
        }
        return new Use(
                target.name(), item.at("/metadata/name").asString(""), cpu.toPlainString(), memory.toPlainString());
    }

    private Comparator<Use> comparator() {
        return switch (order) {
            case name -> Comparator.comparing(Use::name);
            case cpu ->
                Comparator.comparing((Use use) -> new BigDecimal(use.cpu())).reversed();
            case memory ->
                Comparator.comparing((Use use) -> new BigDecimal(use.memory())).reversed();
        };
    }

    private List<String> row(Use use) {
        var row = new ArrayList<String>();
        if (operators.severalNodes()) {
            row.add(use.node());
        }
        row.add(use.name());
        row.add(Quantity.cores(use.cpu()));
        row.add(Quantity.mebibytes(use.memory()));
        return row;
    }
}
