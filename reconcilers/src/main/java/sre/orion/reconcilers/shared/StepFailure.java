package sre.orion.reconcilers.shared;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.api.plan.Action;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.StepReport;

/**
 * StepFailure is a step of the pass before that the engine refused or did not answer.
 *
 * @param code HTTP status; 0 when no answer came
 */
public record StepFailure(Action action, int code, String message, Instant at) {
    /** The first failure among these steps, if one failed. A superseded step is none: its world has changed. */
    public static Optional<StepFailure> first(List<StepReport> steps) {
        return steps.stream().flatMap(report -> of(report).stream()).findFirst();
    }

    private static Optional<StepFailure> of(StepReport report) {
        Action action = report.step().action();
        return switch (report.outcome()) {
            case Outcome.Failed(int code, String message) ->
                Optional.of(new StepFailure(action, code, message, report.endedAt()));
            case Outcome.Unknown(String why) ->
                Optional.of(new StepFailure(action, 0, "no answer came: " + why, report.endedAt()));
            case Outcome.Done _, Outcome.Superseded _, Outcome.Skipped _ -> Optional.empty();
        };
    }

    /** The failure as a sentence. */
    public String text() {
        return action.verb() + " " + action.target() + " failed" + (code == 0 ? "" : " (" + code + ")") + ": "
                + message;
    }
}
