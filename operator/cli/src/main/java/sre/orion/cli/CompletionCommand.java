package sre.orion.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orionctl completion}: what a shell needs to complete this command's words. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what a shell needs to complete the words of orionctl:",
            "  bash, zsh: source <(orionctl completion bash)",
            "  fish:      orionctl completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {
    /** Shell is whose language is written. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "bash|zsh|fish", description = "Which shell.")
    private Shell shell = Shell.bash;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    CompletionCommand() {}

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        String script =
                switch (shell) {
                    case bash -> AutoComplete.bash("orionctl", root);
                    case zsh -> "autoload -U +X bashcompinit && bashcompinit\n" + AutoComplete.bash("orionctl", root);
                    case fish -> fish(root);
                };
        spec.commandLine().getOut().println(script.stripTrailing());
        return 0;
    }

    /** picocli writes bash alone; fish wants a line a word. */
    private static String fish(CommandLine root) {
        var lines = new StringBuilder("complete -c orionctl -f\n");
        root.getSubcommands().forEach((name, command) -> {
            lines.append("complete -c orionctl -n __fish_use_subcommand -a ")
                    .append(name)
                    .append(described(command.getCommandSpec().usageMessage().description()))
                    .append('\n');
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> lines.append("complete -c orionctl -n '__fish_seen_subcommand_from ")
                            .append(name)
                            .append("'")
                            .append(words(option))
                            .append(described(option.description()))
                            .append('\n'));
        });
        return lines.toString();
    }

    private static String words(OptionSpec option) {
        String names = List.of(option.names()).stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        return names + (option.arity().max() > 0 ? " -r" : "");
    }

    private static String described(String[] description) {
        return description.length == 0 ? "" : " -d '" + description[0].replace("'", "") + "'";
    }
}
