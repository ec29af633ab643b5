package sre.orion.agent.engine;

import java.time.InstantSource;
import java.util.Collection;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Revision;

/** EngineObserver is the look at the engine: three lists a pass, and inspects of what may have changed since the last. */
public final class EngineObserver {

    /** An observer that has not seen anything yet. */
    public EngineObserver(EngineTransport transport, InstantSource clock) {}

    /** A full look: what the engine has now, with everything the revision refers to. Unknown while the engine does not answer. */
    public Observed<EngineObservation> observe(Revision revision) {
        return new Observed.Unknown<>("not looked yet at " + revision.id());
    }

    /**
     * The last full look with these containers inspected afresh, one call each; a full look if there was none.
     *
     * @param containers full ids; those that are gone leave the observation
     */
    public Observed<EngineObservation> refresh(Revision revision, Collection<String> containers) {
        return observe(revision);
    }

    /** Marks what an event is about, so that the next look does not trust what is remembered of it. Cheap; any thread. */
    public void mark(EngineEvent event) {}

    /** Marks everything: the next full look inspects all that is in scope. Cheap; any thread. */
    public void markAll() {}
}
