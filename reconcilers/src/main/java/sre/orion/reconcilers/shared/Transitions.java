package sre.orion.reconcilers.shared;

import java.util.List;
import java.util.Optional;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Reason;
import sre.orion.api.resource.ResourceKey;

/** Transitions is the events that a change of the Ready condition is worth. */
public final class Transitions {
    private Transitions() {}

    /** A warning when the verdict is for one of these reasons and the pass before had another. */
    public static List<Event> warnings(
            ResourceKey key, List<Condition> previous, Verdict verdict, List<? extends Reason> reasons) {
        Verdict.Statement now = verdict.because();
        Optional<String> before = Verdict.find(previous, Condition.Type.READY).map(Condition::reason);
        if (!reasons.contains(now.reason())
                || before.equals(Optional.of(now.reason().text()))) {
            return List.of();
        }
        return List.of(new Event(key, Event.Severity.WARNING, now.reason().text(), now.message()));
    }
}
