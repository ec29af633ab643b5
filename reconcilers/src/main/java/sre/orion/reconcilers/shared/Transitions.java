package sre.orion.reconcilers.shared;

import java.util.List;
import java.util.stream.Stream;
import sre.orion.api.resource.Condition;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Reason;
import sre.orion.api.resource.ResourceKey;

/** Transitions is the events that a change of the Ready condition is worth. */
public final class Transitions {
    private Transitions() {}

    /** A warning for each of these reasons for which the verdict is, or is stuck, and the pass before was not. */
    public static List<Event> warnings(
            ResourceKey key, List<Condition> previous, Verdict verdict, List<? extends Reason> reasons) {
        return Stream.concat(Stream.of(verdict.because()), verdict.stalled().stream())
                .distinct()
                .filter(statement -> reasons.contains(statement.reason()))
                .filter(statement -> previous.stream()
                        .noneMatch(before ->
                                before.reason().equals(statement.reason().text())))
                .map(statement -> new Event(
                        key, Event.Severity.WARNING, statement.reason().text(), statement.message()))
                .toList();
    }
}
