package sre.orion.agent.loop;

import java.util.List;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.resource.ResourceKey;

/**
 * Holds is who says, in every pass and before Services are planned, which of them other kinds want stopped or paused. It is
 * computed from specs and observation and never stored.
 */
@FunctionalInterface
public interface Holds {
    /** Nobody holds anything: the only kind that could is the Service itself, by {@code suspend}. */
    Holds NONE = (key, observation) -> List.of();

    /** The holds on a Service, in no order. */
    List<Hold> on(ResourceKey key, NodeObservation observation);
}
