package sre.orion.api.plan;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import sre.orion.api.Immutable;

/**
 * Step is one action in its plan.
 *
 * @param number from 1, in the order of execution
 * @param cause why, as a person would say it
 * @param dependsOn numbers of the steps that must be done first; the others may fail
 * @param deadline after which the call counts as {@link Outcome.Unknown}
 */
public record Step(
        int number,
        Action action,
        Precondition precondition,
        String cause,
        List<Integer> dependsOn,
        Duration deadline) {

    public Step {
        dependsOn = Immutable.list(dependsOn);
    }

    /** The step as goldens and people read it: {@code #2 [1] StopContainer web-1 - the spec changed}. */
    @Override
    public String toString() {
        String after = dependsOn.isEmpty()
                ? ""
                : dependsOn.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "] "));
        return "#" + number + " " + after + action.verb() + " " + action.target() + " - " + cause;
    }
}
