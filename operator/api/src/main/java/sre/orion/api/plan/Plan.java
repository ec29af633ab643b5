package sre.orion.api.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sre.orion.api.Immutable;

/** Plan is the steps that bring one resource closer to its spec, in the order of execution; every prefix of it is safe. */
public record Plan(List<Step> steps) {
    /** Nothing to do. */
    public static final Plan EMPTY = new Plan(List.of());

    public Plan {
        steps = Immutable.list(steps);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** One line a step. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }

    /** Builder is a plan being written, each step depending on the one before it. */
    public static final class Builder {
        private static final Duration CALL = Duration.ofSeconds(30);

        private final List<Step> steps = new ArrayList<>();

        /** Adds a step after the last one. */
        public Builder then(Action action, Precondition precondition, String cause) {
            return then(action, precondition, cause, CALL);
        }

        /** Adds a step after the last one, with a deadline of its own. */
        public Builder then(Action action, Precondition precondition, String cause, Duration deadline) {
            return add(action, precondition, cause, steps.isEmpty() ? List.of() : List.of(steps.size()), deadline);
        }

        /** Adds a step that depends on no other. */
        public Builder independent(Action action, Precondition precondition, String cause) {
            return independent(action, precondition, cause, CALL);
        }

        /** Adds a step that depends on no other, with a deadline of its own. */
        public Builder independent(Action action, Precondition precondition, String cause, Duration deadline) {
            return add(action, precondition, cause, List.of(), deadline);
        }

        /** Adds a step that depends on step {@code number} alone, or on none when that is 0. */
        public Builder after(int number, Action action, Precondition precondition, String cause, Duration deadline) {
            return add(action, precondition, cause, number == 0 ? List.of() : List.of(number), deadline);
        }

        /** The number of the last step; 0 when there is none yet. */
        public int last() {
            return steps.size();
        }

        private Builder add(
                Action action, Precondition precondition, String cause, List<Integer> dependsOn, Duration deadline) {
            steps.add(new Step(steps.size() + 1, action, precondition, cause, dependsOn, deadline));
            return this;
        }

        /** The plan so far. */
        public Plan build() {
            return new Plan(steps);
        }
    }
}
