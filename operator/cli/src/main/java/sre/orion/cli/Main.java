package sre.orion.cli;

import java.util.List;

/** The entry point of {@code orionctl}: runs the command that the first argument names. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code: 2 for a command it does not know. */
    public static void main(String[] arguments) {
        System.err.println("orionctl: unknown command " + List.of(arguments));
        System.exit(2);
    }
}
