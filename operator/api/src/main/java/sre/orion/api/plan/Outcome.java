package sre.orion.api.plan;

/** Outcome is what became of a step. An answer is not an outcome: the next pass observes afresh whatever stands here. */
public sealed interface Outcome {
    /** The engine said yes. */
    record Done() implements Outcome {}

    /** The precondition was no longer true, so nothing was sent. */
    record Superseded(String why) implements Outcome {}

    /** The engine said no; {@code code} is the HTTP status. */
    record Failed(int code, String message) implements Outcome {}

    /** No answer came; it may or may not have happened. */
    record Unknown(String why) implements Outcome {}

    /** A step before it did not get done, so nothing was sent. */
    record Skipped() implements Outcome {}
}
