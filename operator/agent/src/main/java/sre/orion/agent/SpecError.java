package sre.orion.agent;

import java.io.Serial;
import java.util.List;

/** SpecError is that the specs are wrong; each problem reads {@code FILE:LINE:COL: FIELD: text}. */
final class SpecError extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    SpecError(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
