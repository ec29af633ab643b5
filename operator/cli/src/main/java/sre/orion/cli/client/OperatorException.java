package sre.orion.cli.client;

import java.io.Serial;

/** Why the operator could not be asked, or what it refused: one line for the person at the terminal. */
public final class OperatorException extends Exception {
    @Serial
    private static final long serialVersionUID = 2;

    private final int code;
    private final String reason;

    /** What went wrong before there was an answer. */
    public OperatorException(String message) {
        this(message, 0, "");
    }

    /** What went wrong on the way, and why. */
    public OperatorException(String message, Throwable cause) {
        super(message, cause);
        code = 0;
        reason = "";
    }

    OperatorException(String message, int code, String reason) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    /** The code of HTTP that the operator refused with; 0 when it did not answer. */
    public int code() {
        return code;
    }

    /** The reason of the Kubernetes {@code Status} that it refused with, such as {@code NotFound}; empty without one. */
    public String reason() {
        return reason;
    }
}
