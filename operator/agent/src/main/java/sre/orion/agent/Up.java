package sre.orion.agent;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sre.orion.agent.source.LastGood;
import sre.orion.agent.source.SourceResult;
import sre.orion.agent.source.SpecState;
import sre.orion.agent.state.StartRefusal;

/** Up is {@code ./orion up}: runs the operator until it is told to end. */
@Command(
        name = "up",
        description = "Run the operator until SIGTERM, which ends it within five seconds and leaves containers alone.")
final class Up implements Callable<Integer> {
    private static final Duration LONGEST_END = Duration.ofMillis(4500);

    @Mixin
    private SpecArguments arguments = new SpecArguments();

    @Option(
            names = "--resync",
            hidden = true,
            defaultValue = "30s",
            converter = DurationArgument.class,
            description = "how often everything is looked at")
    private Duration resync = Duration.ZERO;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws StartRefusal, InterruptedException {
        var options = new OperatorOptions(
                arguments.origin(new LastGood(arguments.state().resolve("last-good"))::isOf),
                arguments.node(),
                arguments.state(),
                arguments.secrets(),
                arguments.doors(),
                arguments.engine(),
                resync);
        var operator = new Operator(options);
        SpecState specs = start(operator);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(operator)));
        if (specs.latest() instanceof SourceResult.Rejected rejected) {
            PrintWriter out = command.commandLine().getErr();
            rejected.problems().forEach(out::println);
        }
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    /** What does not start whole is ended at once. */
    private static SpecState start(Operator operator) throws StartRefusal, InterruptedException {
        boolean started = false;
        try {
            SpecState specs = operator.start();
            started = true;
            return specs;
        } finally {
            if (!started) {
                operator.close();
            }
        }
    }

    /** Nothing may make the end last longer: neither a part that hangs nor other hooks of the virtual machine. */
    private static void end(Operator operator) {
        try {
            Thread.ofVirtual().start(operator::close).join(LONGEST_END);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
