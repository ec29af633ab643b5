package sre.orion.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point of {@code orionctl}: asks a running operator, and tells it what is an operation rather than desired state. */
@Command(
        name = "orionctl",
        mixinStandardHelpOptions = true,
        description = "Asks a running operator, and tells it what to do.",
        subcommands = {
            ImportCommand.class,
            ValidateCommand.class,
            StatusCommand.class,
            GetCommand.class,
            EventsCommand.class,
            ApproveCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the operator refuses or cannot be reached",
            "2:the command line or the files are wrong"
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((thrown, command, _) -> {
            if (thrown instanceof OperatorException failure) {
                command.getErr().println("orionctl: " + failure.getMessage());
                return 1;
            }
            if (thrown instanceof IOException failure) {
                command.getErr().println("orionctl: " + failure);
                return 1;
            }
            throw thrown;
        });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }
}
