package sre.orion.reconcilers.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Action;
import sre.orion.api.plan.EngineAction;
import sre.orion.reconcilers.shared.StepFailure;

/** RolloutHealth is how a new container is doing, and whether the old one could come back. */
record RolloutHealth(Situation situation) {
    /** The engine's statuses for what will never work. */
    private static final List<Integer> REFUSALS = List.of(400, 403);

    /** Why the new container will not become ready, if that is so. */
    Optional<String> failure(ContainerState container) {
        return switch (container.status()) {
            case DEAD, REMOVING -> Optional.of("it is being removed");
            case RESTARTING -> Optional.of("it ended with exit code " + container.exitCode());
            case CREATED -> startRefused(container);
            case EXITED -> ended(container);
            case PAUSED -> Optional.empty();
            case RUNNING -> running(container);
        };
    }

    private Optional<String> ended(ContainerState container) {
        if (container.startedAt().isEmpty()) {
            return startRefused(container);
        }
        boolean excused = situation.history().excused()
                && !situation.rolloutFailed()
                && situation.own().current().equals(Optional.of(container));
        if (completed(container) || situation.scope().wasHeld() || excused) {
            return Optional.empty();
        }
        String memory = container.outOfMemory() ? ", for want of memory" : "";
        return Optional.of("it ended with exit code " + container.exitCode() + memory);
    }

    /**
     * What the engine keeps as the container's own error is a verdict. A refusal that left none was the engine's trouble or a
     * proxy's, and the start is tried again until patience ends.
     */
    private Optional<String> startRefused(ContainerState container) {
        if (!container.error().isEmpty()) {
            return Optional.of("it cannot be started: " + container.error());
        }
        return situation
                .history()
                .failure()
                .filter(failure -> starts(failure.action()) && failure.code() != 0)
                .filter(_ -> !patience(container).isPositive())
                .map(failure -> "it cannot be started: " + failure.message());
    }

    private Optional<String> running(ContainerState container) {
        return switch (situation.readiness(container)) {
            case READY -> Optional.empty();
            case UNHEALTHY -> Optional.of("it is unhealthy");
            case STARTING, DOWN -> {
                if (container.restartCount() > 0) {
                    yield Optional.of("it ended before it was ready");
                }
                yield patience(container).isPositive()
                        ? Optional.empty()
                        : Optional.of("it was not ready within "
                                + situation
                                        .scope()
                                        .spec()
                                        .rollout()
                                        .progressDeadline()
                                        .toSeconds() + " s");
            }
        };
    }

    /** How much longer the new container may take. */
    Duration patience(ContainerState container) {
        Instant since = container.startedAt().orElse(container.createdAt());
        return Duration.between(
                situation.scope().now(),
                since.plus(situation.scope().spec().rollout().progressDeadline()));
    }

    /** Whether it was to run once, and has. */
    boolean completed(ContainerState container) {
        return situation.scope().oneShot()
                && container.status() == ContainerState.Status.EXITED
                && container.startedAt().isPresent();
    }

    /**
     * Whether going back would help: the old container is of another spec or image, and the container whose namespace it
     * shares is still there. One that was replaced for its parent's sake alone could not even start.
     */
    boolean canComeBack(ContainerState previous, ContainerState current) {
        boolean other =
                !situation.desired().made(previous) || !previous.imageId().equals(current.imageId());
        return other && situation.hasItsParent(previous);
    }

    /** Whether an old container is started when it comes back. One that was to run once has run, unless it was stopped. */
    boolean runsAgain(ContainerState previous) {
        if (!situation.scope().oneShot()) {
            return true;
        }
        Optional<Instant> replaced =
                situation.own().current().or(() -> situation.own().failed()).map(ContainerState::createdAt);
        return previous.finishedAt().flatMap(end -> replaced.map(end::isAfter)).orElse(false);
    }

    /** Why the engine refused to make the new container, if the pass before tried. */
    Optional<String> refusal() {
        return situation
                .history()
                .failure()
                .filter(failure -> makes(failure.action()) && REFUSALS.contains(failure.code()))
                .map(StepFailure::message);
    }

    private static boolean starts(Action action) {
        return action instanceof EngineAction.StartContainer || action instanceof EngineAction.CopyFile;
    }

    private static boolean makes(Action action) {
        return action instanceof EngineAction.CreateContainer || action instanceof EngineAction.CopyFile;
    }
}
