package sre.orion.api.kind;

import java.util.List;
import java.util.Optional;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Condition;

/**
 * NetworkStatus is what was last seen of a Network.
 *
 * @param networkId full id of the network, empty when there is none
 */
public record NetworkStatus(long observedGeneration, List<Condition> conditions, Optional<String> networkId)
        implements Status {
    public NetworkStatus {
        conditions = Immutable.list(conditions);
    }
}
