package sre.orion.api.kind;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Condition;

/**
 * NodeStatus is what was last seen of the node as a whole.
 *
 * @param orphans names of containers that Compose left behind and no spec names, sorted
 * @param pendingDeletion hash that {@code ./orion ctl approve} takes, while a mass deletion waits
 * @param approvedDeletion what a person said may go, until all of it is gone: a crash half way does not ask again
 * @param attempts what was tried in vain
 */
public record NodeStatus(
        List<Condition> conditions,
        List<String> orphans,
        Optional<String> pendingDeletion,
        List<String> approvedDeletion,
        @Nullable Attempts attempts)
        implements Status {
    public NodeStatus {
        conditions = Immutable.list(conditions);
        orphans = Immutable.list(orphans);
        approvedDeletion = Immutable.list(approvedDeletion);
    }

    /** A history from before there was such a thing does not have it. */
    @Override
    public Attempts attempts() {
        return attempts == null ? Attempts.NONE : attempts;
    }
}
