package sre.orion.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.cli.Selection.Selectors;
import sre.orion.cli.client.Discovery;
import sre.orion.cli.client.OperatorException;
import sre.orion.cli.client.Target;
import sre.orion.cli.output.Colours;
import tools.jackson.databind.JsonNode;

/** {@code orionctl wait}: ends when something has come true of resources, or with 1 when it has not in time. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = "Waits until something is true of resources: wait service/web --for=condition=Ready.")
final class WaitCommand implements Callable<Integer> {
    @Mixin
    private final OperatorOptions operators = new OperatorOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Parameters(paramLabel = "KIND/NAME…", arity = "1..*", description = "Or KIND NAME…, or KIND: all there are.")
    private List<String> words = List.of();

    @Option(
            names = "--for",
            paramLabel = "WHAT",
            defaultValue = "condition=Ready",
            description = "condition=NAME[=STATUS], delete, or jsonpath={PATH}[=VALUE]; default: ${DEFAULT-VALUE}")
    private String what = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationArgument.class,
            description = "Of all together; default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    WaitCommand() {}

    @Override
    public Integer call() throws OperatorException {
        var terminal = Terminal.of(spec);
        Expectation expectation = expectation();
        Target target = operators.target();
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Selection selection : named(target)) {
            var watch = new FutureTask<>(() -> {
                await(target, selection, expectation, terminal);
                return true;
            });
            Thread.ofVirtual().name("wait").start(watch);
            if (!endsBefore(deadline, watch)) {
                terminal.err()
                        .println("error: timed out waiting for the condition on "
                                + selection.type().plural() + "/"
                                + selection.name().orElseThrow());
                return 1;
            }
            terminal.out()
                    .println(selection.type().fullSingular() + "/"
                            + selection.name().orElseThrow()
                            + (expectation instanceof Expectation.Deletion ? " deleted" : " condition met"));
            terminal.out().flush();
        }
        return 0;
    }

    private Expectation expectation() {
        try {
            return Expectation.parse(what);
        } catch (IllegalArgumentException unreadable) {
            throw new ParameterException(spec.commandLine(), "--for " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whole kinds become the resources of them that there are now. */
    private List<Selection> named(Target target) throws OperatorException {
        var selections = new ArrayList<Selection>();
        for (Selection selection : Selection.parse(words, new Discovery(target.client()))) {
            if (selection.name().isPresent()) {
                selections.add(selection);
                continue;
            }
            for (JsonNode item : selection.items(target.client(), namespace.of(target), Selectors.NONE)) {
                selections.add(new Selection(
                        selection.type(), Optional.of(item.at("/metadata/name").asString(""))));
            }
        }
        if (selections.isEmpty()) {
            throw new OperatorException("no matching resources found");
        }
        return selections;
    }

    private void await(Target target, Selection selection, Expectation expectation, Terminal terminal)
            throws OperatorException {
        boolean there = !target.client()
                .get(selection.path(namespace.of(target), Selectors.NONE))
                .path("items")
                .isEmpty();
        if (!there) {
            if (expectation instanceof Expectation.Deletion) {
                return;
            }
            throw selection.notFound();
        }
        var progress = new Progress(selection, terminal);
        new Watch(target, selection, namespace.of(target), Selectors.NONE, "application/json").show((type, item) -> {
            boolean met = expectation.met(type, item);
            progress.show(item, met);
            return met;
        });
    }

    private static boolean endsBefore(long deadline, FutureTask<Boolean> task) throws OperatorException {
        try {
            return task.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return false;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OperatorException refused) {
                throw refused;
            }
            throw new IllegalStateException("waiting failed", failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted", ended);
        }
    }

    /** One line on a terminal that says how it stands meanwhile. */
    private record Progress(Selection selection, Terminal terminal) {
        void show(JsonNode item, boolean met) {
            if (!Colours.isTerminal()) {
                return;
            }
            String line = met
                    ? ""
                    : selection.name().orElse("") + ": " + Conditions.field(item, "Ready", "reason") + ", "
                            + Conditions.field(item, "Ready", "message");
            terminal.err().print("\r\u001b[K" + line.substring(0, Math.min(79, line.length())));
            terminal.err().flush();
        }
    }
}
