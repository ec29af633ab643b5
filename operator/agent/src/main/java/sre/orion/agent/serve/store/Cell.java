package sre.orion.agent.serve.store;

import java.time.Instant;

/** Cell is what stands in a column of a row; a time becomes an age at the moment it is shown. */
public sealed interface Cell {
    /** Text is a cell as it is. */
    record Text(String text) implements Cell {}

    /** Count is a whole number. */
    record Count(long number) implements Cell {}

    /** Age is how long ago something was: {@code 5m12s}. */
    record Age(Instant since) implements Cell {}

    /** Counted is a number and how long ago it last grew: {@code 3 (5m12s ago)}, as kubectl shows restarts. */
    record Counted(long number, Instant last) implements Cell {}
}
