package sre.orion.api.observation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.api.container.Container;
import sre.orion.api.container.Mount;

/**
 * ContainerState is one container as inspect told it.
 *
 * @param id full id, 64 digits
 * @param name without the leading slash
 * @param container what it was created as, live edits included
 * @param imageId id of the image it runs
 * @param error what the engine says of the last failed start; empty when none
 * @param startedAt start of the last run; empty when it never ran
 * @param finishedAt end of the last run; empty when none ended
 * @param restartCount restarts by the engine's own policy; the engine resets it (moby: at a manual start and at its own
 *     restart)
 * @param mounted what is mounted in fact, anonymous volumes with their names included
 * @param networkIds id of each network it is attached to, by the engine's name of the network
 */
public record ContainerState(
        String id,
        String name,
        Container container,
        String imageId,
        Status status,
        Health health,
        int exitCode,
        boolean outOfMemory,
        String error,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        int restartCount,
        List<Mount> mounted,
        SortedMap<String, String> networkIds) {

    public ContainerState {
        mounted = Immutable.list(mounted);
        networkIds = Immutable.map(networkIds);
    }

    /** Whether a process of it is alive: running or paused. */
    public boolean alive() {
        return status == Status.RUNNING || status == Status.PAUSED;
    }

    /** Status is the engine's {@code State.Status}. */
    public enum Status {
        CREATED,
        RUNNING,
        PAUSED,
        RESTARTING,
        REMOVING,
        EXITED,
        DEAD
    }

    /** Health is the engine's {@code State.Health.Status}; {@link #NONE} without a health check. */
    public enum Health {
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }
}
