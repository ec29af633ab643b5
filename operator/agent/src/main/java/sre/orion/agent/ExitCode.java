package sre.orion.agent;

/** ExitCode is what the commands of this program end with. */
final class ExitCode {
    /** All is well; of {@code plan}: there is nothing to do. */
    static final int OK = 0;
    /** Of {@code plan}: there are differences. */
    static final int DIFFERENCES = 1;
    /** What was asked for is wrong: the arguments, or the specs. */
    static final int INPUT = 2;
    /** Something outside did not work: the engine does not answer, or a file cannot be written. */
    static final int FAILED = 3;

    private ExitCode() {}
}
