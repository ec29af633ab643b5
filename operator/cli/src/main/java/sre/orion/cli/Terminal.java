package sre.orion.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import sre.orion.cli.output.Colours;

/** Terminal is where a command writes: answers to one side, warnings and progress to the other. */
record Terminal(PrintWriter out, PrintWriter err, Colours colours) {
    static Terminal of(CommandSpec command) {
        return new Terminal(
                command.commandLine().getOut(),
                command.commandLine().getErr(),
                Colours.ofThisTerminal(System.getenv()));
    }

    void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }
}
