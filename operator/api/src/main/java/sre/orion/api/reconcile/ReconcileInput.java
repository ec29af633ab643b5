package sre.orion.api.reconcile;

import java.time.Instant;
import java.util.List;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Resource;

/**
 * ReconcileInput is all that a pass over one resource may know.
 *
 * @param holds wishes of other kinds to have the container stopped or paused
 * @param requests what people asked for beside the spec
 * @param last what the pass before left
 * @param now the time of this pass
 */
public record ReconcileInput<S, T, O>(
        Resource<S> resource, O observation, List<Hold> holds, Requests requests, LastReport<T> last, Instant now) {
    public ReconcileInput {
        holds = Immutable.list(holds);
    }
}
