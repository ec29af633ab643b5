package sre.orion.api.reconcile;

import java.util.List;
import sre.orion.api.Immutable;
import sre.orion.api.plan.Difference;
import sre.orion.api.plan.Plan;
import sre.orion.api.resource.Event;

/**
 * ReconcileResult is what a pass over one resource decided.
 *
 * @param status what was observed, never what is hoped for
 * @param differences what differs from the spec, whether or not the plan acts on it
 */
public record ReconcileResult<T>(
        Plan plan, T status, List<Event> events, List<Difference> differences, Requeue requeue) {
    public ReconcileResult {
        events = Immutable.list(events);
        differences = Immutable.list(differences);
    }
}
