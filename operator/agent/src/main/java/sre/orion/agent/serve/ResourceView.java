package sre.orion.agent.serve;

import java.util.Optional;
import sre.orion.api.kind.Status;
import sre.orion.api.resource.Resource;

/**
 * ResourceView is a resource as it is shown: what is wanted, and what was last seen.
 *
 * @param status empty before the first pass
 */
public record ResourceView(Resource<?> resource, Optional<? extends Status> status) {}
