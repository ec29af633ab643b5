package sre.orion.reconcilers.service;

import java.time.Instant;
import java.util.Optional;
import sre.orion.api.kind.Applied;
import sre.orion.api.kind.ServiceStatus.Memory;

/** Memories is the changes a pass makes to what it remembers, each under its name. */
final class Memories {
    private Memories() {}

    static Memory failed(Memory memory, Instant at) {
        return new Memory(
                memory.failures() + 1,
                Optional.of(at),
                memory.unhealthyRestarts(),
                memory.failedRollout(),
                memory.failedRolloutCause(),
                memory.seenRun(),
                memory.seenRestartCount(),
                memory.lastPlan(),
                memory.samePlans(),
                memory.applied());
    }

    /** All is well: nothing backs off. */
    static Memory recovered(Memory memory) {
        return new Memory(
                0,
                Optional.empty(),
                0,
                memory.failedRollout(),
                memory.failedRolloutCause(),
                memory.seenRun(),
                memory.seenRestartCount(),
                "",
                0,
                memory.applied());
    }

    static Memory sawRun(Memory memory, Optional<Instant> run, int restartCount) {
        return new Memory(
                memory.failures(),
                memory.lastFailure(),
                memory.unhealthyRestarts(),
                memory.failedRollout(),
                memory.failedRolloutCause(),
                run,
                restartCount,
                memory.lastPlan(),
                memory.samePlans(),
                memory.applied());
    }

    static Memory unhealthyRestart(Memory memory) {
        return new Memory(
                memory.failures(),
                memory.lastFailure(),
                memory.unhealthyRestarts() + 1,
                memory.failedRollout(),
                memory.failedRolloutCause(),
                memory.seenRun(),
                memory.seenRestartCount(),
                memory.lastPlan(),
                memory.samePlans(),
                memory.applied());
    }

    static Memory rollout(Memory memory, Optional<String> failed, String cause) {
        return new Memory(
                memory.failures(),
                memory.lastFailure(),
                memory.unhealthyRestarts(),
                failed,
                cause,
                memory.seenRun(),
                memory.seenRestartCount(),
                memory.lastPlan(),
                memory.samePlans(),
                memory.applied());
    }

    static Memory planned(Memory memory, String plan, int same) {
        return new Memory(
                memory.failures(),
                memory.lastFailure(),
                memory.unhealthyRestarts(),
                memory.failedRollout(),
                memory.failedRolloutCause(),
                memory.seenRun(),
                memory.seenRestartCount(),
                plan,
                same,
                memory.applied());
    }

    static Memory applied(Memory memory, Applied applied) {
        return new Memory(
                memory.failures(),
                memory.lastFailure(),
                memory.unhealthyRestarts(),
                memory.failedRollout(),
                memory.failedRolloutCause(),
                memory.seenRun(),
                memory.seenRestartCount(),
                memory.lastPlan(),
                memory.samePlans(),
                applied);
    }
}
