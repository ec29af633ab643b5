package sre.orion.agent.faults;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.engine.EngineRequest;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.resource.Revision;
import sre.orion.fixtures.simulation.HostView;

/** Moment is one thing that happened in a run: what properties are predicates over. */
sealed interface Moment {
    /** When. */
    Instant at();

    /**
     * The operator asked the engine for something.
     *
     * @param status what was answered; 0 when no answer came
     * @param before the host just before, when the call asks for a change
     * @param after the host just after, likewise
     */
    record Call(Instant at, EngineRequest request, int status, Optional<HostView> before, Optional<HostView> after)
            implements Moment {
        boolean writes() {
            return !request.reads();
        }

        String path() {
            int query = request.path().indexOf('?');
            return query < 0 ? request.path() : request.path().substring(0, query);
        }

        String query() {
            int query = request.path().indexOf('?');
            return query < 0 ? "" : request.path().substring(query + 1);
        }

        /** The part of the path with this index, from 0; empty beyond its end. */
        String part(int index) {
            String[] parts = path().substring(1).split("/", -1);
            return index < parts.length ? parts[index] : "";
        }

        @Override
        public String toString() {
            return request + " -> " + (status == 0 ? "no answer" : status);
        }
    }

    /** These specs are wanted from now on. */
    record Accepted(Instant at, Revision revision, HostView host) implements Moment {
        @Override
        public String toString() {
            return "specs " + revision.id();
        }
    }

    /** A person said yes to a mass deletion. */
    record Approved(Instant at) implements Moment {}

    /** A person, another tool or the host itself did something. */
    record ByHand(Instant at) implements Moment {}

    /** These holds on a Service are seen, and there was time to act on them. */
    record Held(Instant at, String service, List<Hold> holds, HostView host) implements Moment {
        @Override
        public String toString() {
            return "holds "
                    + holds.stream().map(hold -> hold.cause().toString()).toList();
        }
    }

    /** The operator died and was started again. */
    record Restarted(Instant at) implements Moment {}
}
