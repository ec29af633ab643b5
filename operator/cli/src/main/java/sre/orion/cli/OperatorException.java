package sre.orion.cli;

import java.io.Serial;

/** Why the operator could not be asked, or what it refused: one line for the person at the terminal. */
final class OperatorException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    OperatorException(String message) {
        super(message);
    }

    OperatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
