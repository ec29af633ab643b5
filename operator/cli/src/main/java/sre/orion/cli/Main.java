package sre.orion.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sre.orion.cli.client.OperatorException;

/** The entry point of {@code orionctl}: asks a running operator, and tells it what is an operation rather than desired state. */
@Command(
        name = "orionctl",
        mixinStandardHelpOptions = true,
        description = "Asks a running operator, and tells it what to do.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the operator refuses or cannot be reached",
            "2:the command line or the files are wrong"
        })
public final class Main implements Runnable {
    /** By their names, in the order in which help lists them. */
    static final SequencedMap<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("status", StatusCommand.class);
        COMMANDS.put("get", GetCommand.class);
        COMMANDS.put("describe", DescribeCommand.class);
        COMMANDS.put("events", EventsCommand.class);
        COMMANDS.put("logs", LogsCommand.class);
        COMMANDS.put("top", TopCommand.class);
        COMMANDS.put("diff", DiffCommand.class);
        COMMANDS.put("plan", PlanCommand.class);
        COMMANDS.put("why", WhyCommand.class);
        COMMANDS.put("explain", ExplainCommand.class);
        COMMANDS.put("wait", WaitCommand.class);
        COMMANDS.put("reconcile", OperateCommand.Reconcile.class);
        COMMANDS.put("restart", OperateCommand.Restart.class);
        COMMANDS.put("suspend", OperateCommand.Suspend.class);
        COMMANDS.put("resume", OperateCommand.Resume.class);
        COMMANDS.put("rollback", OperateCommand.RollBack.class);
        COMMANDS.put("history", HistoryCommand.class);
        COMMANDS.put("approve", ApproveCommand.class);
        COMMANDS.put("import", ImportCommand.class);
        COMMANDS.put("validate", ValidateCommand.class);
        COMMANDS.put("keygen", KeygenCommand.class);
        COMMANDS.put("encrypt", EncryptCommand.class);
        COMMANDS.put("render", RenderCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
        COMMANDS.put("warm-up", WarmUpCommand.class);
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /**
     * The command that the first argument names, or all of them when it names none: picocli reads every annotation of every
     * command it is given, which for all of them takes longer than most commands do.
     */
    static CommandLine commandLine(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        var line = new CommandLine(new Main());
        if (COMMANDS.containsKey(first) && !first.equals("completion")) {
            line.addSubcommand(COMMANDS.get(first));
        } else {
            COMMANDS.values().forEach(line::addSubcommand);
        }
        return line.setExecutionExceptionHandler((thrown, command, _) -> {
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
