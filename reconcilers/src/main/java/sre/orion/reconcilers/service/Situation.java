package sre.orion.reconcilers.service;

import java.util.List;
import java.util.Optional;
import sre.orion.api.container.Container;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.kind.ServiceStatus.Memory;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.resource.Condition;
import sre.orion.reconcilers.container.Drift;

/** Situation is all that a pass has found out before it decides. */
record Situation(Scope scope, Candidates own, Parents parents, Desired desired, History history) {

    Memory memory() {
        return history.memory();
    }

    /** Whether bringing out what is wanted now has been tried and failed, and the old container can go on. */
    boolean rolloutFailed() {
        return memory().failedRollout()
                        .filter(failed -> failed.equals(desired.rollout()))
                        .isPresent()
                && own.current().filter(current -> !hasItsParent(current)).isEmpty();
    }

    /** Whether the container whose namespace this one shares is still there; without it this one can never be started. */
    boolean hasItsParent(ContainerState container) {
        return container
                .container()
                .networking()
                .parent()
                .map(idOrName -> Parents.container(scope, idOrName).isPresent())
                .orElse(true);
    }

    Readiness readiness(ContainerState container) {
        return Readiness.of(container, scope.spec(), scope.now());
    }

    /** What is put into a container before it is started: nothing into an old one that goes on as it was. */
    List<CopiedFile> copied(ContainerState container) {
        return desired.accepts(container) ? desired.asked().storage().copied() : List.of();
    }

    /** The wanted container with what image and engine fill in, where the image is there. */
    Container effective() {
        return desired.image()
                .present()
                .map(image ->
                        Drift.effective(desired.asked(), image, scope.engine().engine()))
                .orElse(desired.asked());
    }

    /** Whether a difference of this container is somebody else's doing: it was as wanted before, or was made so. */
    boolean isInterference(ContainerState container) {
        boolean settled = scope.sameSpec()
                && scope.last().flatMap(ServiceStatus::containerId).equals(Optional.of(container.id()))
                && scope.before(Condition.Type.READY)
                        .filter(ready -> ready.status() == Condition.Status.TRUE)
                        .isPresent();
        // What has never run has not been made to the end yet.
        return container.startedAt().isPresent() && (settled || desired.made(container));
    }
}
