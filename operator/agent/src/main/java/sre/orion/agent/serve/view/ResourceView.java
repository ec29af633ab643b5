package sre.orion.agent.serve.view;

import java.time.Instant;
import java.util.Optional;
import sre.orion.api.kind.Status;
import sre.orion.api.reconcile.Requests;
import sre.orion.api.resource.Resource;

/**
 * ResourceView is a resource as it is shown: what is wanted, and what was last seen.
 *
 * @param status empty before the first pass
 * @param requests what people asked of it
 * @param rollback the generation whose spec runs instead of what the files say
 * @param created when the node first heard of it
 */
public record ResourceView(
        Resource<?> resource,
        Optional<? extends Status> status,
        Instant created,
        Requests requests,
        Optional<Long> rollback) {

    /** Whether both are the same objects, so that what was made of one serves for the other; much cheaper than equality. */
    @SuppressWarnings("ReferenceEquality")
    public boolean same(ResourceView other) {
        return resource == other.resource
                && status.orElse(null) == other.status.orElse(null)
                && created.equals(other.created)
                && requests.equals(other.requests)
                && rollback.equals(other.rollback);
    }
}
