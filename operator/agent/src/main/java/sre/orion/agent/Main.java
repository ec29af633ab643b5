package sre.orion.agent;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import sre.orion.agent.state.FileTrouble;
import sre.orion.agent.state.StartRefusal;

/** The operator's entry point: runs the command that the first argument names. */
@Command(
        name = "orion",
        description = "Runs Docker Compose hosts the way a cluster is run.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {Up.class, PlanCommand.class, RenderCommand.class, WarmUp.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well; of plan: there is nothing to do",
            "1:of plan: there are differences",
            "2:the arguments or the specs are wrong, or another operator uses the state directory",
            "3:the engine does not answer, or a file cannot be written"
        })
public final class Main {
    private Main() {}

    /** Version is what {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"orion " + Operator.version()};
        }
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("preload").start(new Preload());
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, and how their failures become exit codes. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, line, _) -> explain(failure, line))
                .setParameterExceptionHandler((wrong, _) -> explain(wrong));
    }

    /** What is wrong stands last, where a person looks; a screen of options would push it away. */
    private static int explain(CommandLine.ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        line.getErr().println("orion: " + wrong.getMessage());
        line.getErr().println("./" + line.getCommandSpec().qualifiedName() + " --help lists what it takes");
        return ExitCode.INPUT;
    }

    private static int explain(Exception failure, CommandLine line) throws Exception {
        return switch (failure) {
            case SpecError specs -> {
                line.getErr().println(specs.getMessage());
                yield ExitCode.INPUT;
            }
            case StartRefusal refusal -> {
                line.getErr().println("orion: " + refusal.getMessage());
                yield ExitCode.INPUT;
            }
            case IOException failed -> {
                line.getErr().println("orion: " + FileTrouble.explain(failed));
                yield ExitCode.FAILED;
            }
            case Exception bug -> throw bug;
        };
    }
}
