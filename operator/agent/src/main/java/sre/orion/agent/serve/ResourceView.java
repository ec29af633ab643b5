package sre.orion.agent.serve;

import java.util.Optional;
import sre.orion.api.resource.Resource;

/**
 * ResourceView is a resource as it is shown: what is wanted, and what was last seen.
 *
 * @param status the kind's status record, such as {@link sre.orion.api.kind.ServiceStatus}; empty before the first pass
 */
public record ResourceView(Resource<?> resource, Optional<?> status) {}
