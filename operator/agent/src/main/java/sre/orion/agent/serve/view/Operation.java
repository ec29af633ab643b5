package sre.orion.agent.serve.view;

import java.time.Instant;

/** Operation is what a person may ask of a resource beside its spec. */
public sealed interface Operation {
    /** To be looked at now, whatever it waits for. */
    record Reconcile(Instant at) implements Operation {}

    /** To have its container restarted, if that has run since before {@code at}. */
    record Restart(Instant at) implements Operation {}

    /** To be kept stopped until then. */
    record Suspend(Instant until) implements Operation {}

    /** To end a suspension. */
    record Resume() implements Operation {}

    /** To run the last other spec that was ready, until the files say something new. */
    record RollBack() implements Operation {}

    /** To run what the files say again. */
    record RollForward() implements Operation {}
}
