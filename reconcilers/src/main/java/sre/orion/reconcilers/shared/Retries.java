package sre.orion.reconcilers.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sre.orion.api.kind.Attempts;
import sre.orion.api.reconcile.ReconcileInput;
import sre.orion.api.reconcile.Requeue;

/**
 * Retries is when a Network, a Volume or the node tries again what the engine refused: 10 s after the first failure in a row,
 * and then twice as long each time, up to 300 s. A person who asks does not wait.
 *
 * @param attempts with the failure of the pass before, if there was one
 * @param remaining how much longer to wait; zero or less when it is time
 */
public record Retries(Attempts attempts, Duration remaining) {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * Counts what became of the last steps.
     *
     * @param before as the pass before left them
     * @param subject what would be tried now
     */
    public static Retries of(ReconcileInput<?, ?, ?> input, Attempts before, String subject) {
        Attempts attempts = before.subject().equals(subject)
                ? counted(input, before)
                : new Attempts(subject, 0, Optional.empty(), "");
        Optional<Instant> asked = input.requests().reconcile();
        Duration remaining = attempts.lastFailure()
                .filter(failed -> asked.filter(failed::isBefore).isEmpty())
                .map(failed -> new Backoff(FIRST, LIMIT, input.resource().key())
                        .remaining(attempts.failures(), failed, input.now()))
                .orElse(Duration.ZERO);
        return new Retries(attempts, remaining);
    }

    private static Attempts counted(ReconcileInput<?, ?, ?> input, Attempts before) {
        Optional<StepFailure> failure = StepFailure.first(input.last().steps());
        return failure.filter(
                        failed -> before.lastFailure().map(failed.at()::isAfter).orElse(true))
                .map(failed ->
                        new Attempts(before.subject(), before.failures() + 1, Optional.of(failed.at()), failed.text()))
                .orElse(before);
    }

    /** Why the last try failed, while it is too early for the next. */
    public Optional<String> waiting() {
        return remaining.isPositive() ? Optional.of(attempts.cause()) : Optional.empty();
    }

    /** What to remember of a pass that {@code tries} something, waits, or has nothing to try any more. */
    public Attempts after(boolean tries) {
        return tries || waiting().isPresent() ? attempts : Attempts.NONE;
    }

    /** When the next try is due, if it waits. */
    public Requeue requeue() {
        return waiting().isPresent() ? new Requeue.After(remaining) : new Requeue.OnChange();
    }
}
