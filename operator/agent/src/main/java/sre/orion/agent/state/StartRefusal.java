package sre.orion.agent.state;

import java.io.Serial;

/** StartRefusal is why the operator does not start: one line for the person who typed the command, and exit code 2. */
public final class StartRefusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** A refusal whose message says what is wrong, where, and what to do. */
    public StartRefusal(String message) {
        super(message);
    }

    /** A refusal with what led to it. */
    public StartRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
