package sre.orion.agent;

import java.util.List;

/** The operator's entry point: runs the command that the first argument names. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code: 2 for a command it does not know. */
    public static void main(String[] arguments) {
        System.err.println("orion: the operator does not know the command " + List.of(arguments));
        System.exit(2);
    }
}
