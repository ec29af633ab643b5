package sre.orion.api.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import sre.orion.api.Immutable;
import sre.orion.api.observation.ContainerState;

/** Precondition is what must still be true just before a step; the executor reads it afresh, else {@link Outcome.Superseded}. */
public sealed interface Precondition {
    /** Nothing: the call harms nobody, and the engine itself refuses it where it does not fit. */
    record None() implements Precondition {}

    /**
     * ContainerUnchanged is that the container with this id is there, in one of these states and, if given, in the same run.
     */
    record ContainerUnchanged(String id, SortedSet<ContainerState.Status> statuses, Optional<Instant> startedAt)
            implements Precondition {
        public ContainerUnchanged {
            statuses = Immutable.set(statuses);
        }
    }

    /** All is that every one of these holds; they are read in their order, so the object of the step itself comes last. */
    record All(List<Precondition> each) implements Precondition {
        public All {
            each = Immutable.list(each);
        }
    }

    /** NoOtherEndpoints is that the network is there and only these containers, by id, are attached to it. */
    record NoOtherEndpoints(String networkId, SortedSet<String> containers) implements Precondition {
        public NoOtherEndpoints {
            containers = Immutable.set(containers);
        }
    }
}
