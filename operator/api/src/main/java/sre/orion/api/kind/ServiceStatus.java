package sre.orion.api.kind;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Condition;

/**
 * ServiceStatus is what was last seen of a Service, and what the next pass must remember. All of it is history: losing
 * it loses counts and waits, never a container.
 *
 * @param containerId full id of the container, empty when there is none
 * @param image the image the container was made from, as written
 * @param restarts how often it came back since Orion first saw it, by the engine's policy or by Orion
 * @param repairs when outside interference was repaired, oldest first, the last 10 minutes only
 * @param memory what backs off and what failed
 */
public record ServiceStatus(
        long observedGeneration,
        List<Condition> conditions,
        Optional<String> containerId,
        String image,
        String health,
        int restarts,
        List<Instant> repairs,
        Memory memory)
        implements Status {

    public ServiceStatus {
        conditions = Immutable.list(conditions);
        repairs = Immutable.list(repairs);
    }

    /**
     * Memory is what one pass leaves to the next.
     *
     * @param failures failed calls and runs shorter than 10 s in a row
     * @param lastFailure when the last of them was seen
     * @param unhealthyRestarts restarts in a row that did not help
     * @param failedRollout hash of the desired container whose roll-out failed; empty when none did
     * @param failedRolloutCause why it failed, as a sentence
     * @param seenRun start time of the last run that was counted, so that no run counts twice
     * @param seenRestartCount the engine's restart count at that time
     * @param lastPlan hash of the last plan that was wholly done, to notice that nothing converges
     * @param samePlans how often in a row that plan was done
     * @param applied what the container has been given beside its start
     */
    public record Memory(
            int failures,
            Optional<Instant> lastFailure,
            int unhealthyRestarts,
            Optional<String> failedRollout,
            String failedRolloutCause,
            Optional<Instant> seenRun,
            int seenRestartCount,
            String lastPlan,
            int samePlans,
            @Nullable Applied applied) {
        /** Nothing to remember. */
        public static final Memory NONE =
                new Memory(0, Optional.empty(), 0, Optional.empty(), "", Optional.empty(), 0, "", 0, Applied.NONE);

        /** A history from before there was such a thing does not have it. */
        @Override
        public Applied applied() {
            return applied == null ? Applied.NONE : applied;
        }
    }
}
