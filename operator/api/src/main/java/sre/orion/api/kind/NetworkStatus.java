package sre.orion.api.kind;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Condition;

/**
 * NetworkStatus is what was last seen of a Network.
 *
 * @param networkId full id of the network, empty when there is none
 * @param attempts what was tried in vain
 */
public record NetworkStatus(
        long observedGeneration,
        List<Condition> conditions,
        Optional<String> networkId,
        @Nullable Attempts attempts) implements Status {
    public NetworkStatus {
        conditions = Immutable.list(conditions);
    }

    /** A history from before there was such a thing does not have it. */
    @Override
    public Attempts attempts() {
        return attempts == null ? Attempts.NONE : attempts;
    }
}
