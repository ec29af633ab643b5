package sre.orion.reconcilers.service;

import static java.util.Objects.requireNonNullElse;
import static sre.orion.api.kind.ServiceReason.CONVERGING;
import static sre.orion.api.kind.ServiceReason.IMAGE_MISSING;
import static sre.orion.api.kind.ServiceReason.NAME_CONFLICT;
import static sre.orion.api.kind.ServiceReason.PULLING;
import static sre.orion.api.kind.ServiceReason.REPAIRED;
import static sre.orion.api.kind.ServiceReason.UNKNOWN;

import java.util.List;
import java.util.Optional;
import sre.orion.api.kind.ServiceStatus;
import sre.orion.api.observation.ImageState;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.resource.Event.Severity;
import sre.orion.reconcilers.container.ContainerNames;
import sre.orion.reconcilers.shared.Verdict;

/** Creation is the first container of a Service, and what any new container needs: its image and its name. */
record Creation(Situation situation) {
    private static final List<String> NEVER_PULLED = List.of("never", "build");

    /** Without any container of its own the Service gets one. */
    Decision decide() {
        Optional<Decision> obstacle = image().or(this::name);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        Scope scope = situation.scope();
        boolean removed = scope.sameSpec()
                && (scope.last().flatMap(ServiceStatus::containerId).isPresent() || LoopBreaker.tripped(scope));
        String cause = removed ? "its container was removed" : "it has no container";
        var steps = new Steps(scope);
        if (pullsAlways()) {
            pull(steps, "pull_policy is " + scope.spec().container().pullPolicy())
                    .createAnyhow(scope.name(), situation.desired().stamped(), cause);
        } else {
            steps.create(scope.name(), situation.desired().stamped(), cause);
        }
        steps.start(scope.name(), scope.name(), cause);
        Verdict verdict = Verdict.progressing(CONVERGING, cause);
        if (!removed) {
            return Decision.act(Effort.BRING, steps.plan(), verdict, situation.memory());
        }
        return Decision.act(Effort.REPAIR, steps.plan(), verdict, situation.memory())
                .saying(Severity.WARNING, REPAIRED, cause + "; it is made again");
    }

    /** What to do first because the image is not there; empty when it is. */
    Optional<Decision> image() {
        Scope scope = situation.scope();
        String image = ContainerNames.image(scope.spec());
        return switch (situation.desired().image()) {
            case Observed.Present<ImageState> _ -> Optional.empty();
            case Observed.Unknown<ImageState>(var cause) ->
                Optional.of(nothing(Verdict.unknown(UNKNOWN, "image " + image + ": " + cause)));
            case Observed.Absent<ImageState>()
            when neverPulled() -> Optional.of(nothing(Verdict.stalled(IMAGE_MISSING, missing(image))));
            case Observed.Absent<ImageState>() -> {
                var steps = pull(new Steps(scope), "the image is not here");
                Verdict verdict = Verdict.progressing(PULLING, "pulling " + image);
                yield Optional.of(Decision.act(Effort.BRING, steps.plan(), verdict, situation.memory()));
            }
        };
    }

    private Steps pull(Steps steps, String cause) {
        var spec = situation.scope().spec();
        return steps.pull(
                ContainerNames.image(spec), requireNonNullElse(spec.container().platform(), ""), cause);
    }

    /** What is built is not pulled: another image may have its name in a registry. */
    private boolean neverPulled() {
        return NEVER_PULLED.contains(policy()) || builds();
    }

    private boolean builds() {
        return !situation.scope().spec().container().build().isEmpty();
    }

    private String missing(String image) {
        return "image " + image + " is not here, and "
                + (builds()
                        ? "Orion builds nothing; build it, such as with docker compose build"
                        : "pull_policy keeps it from being pulled");
    }

    private boolean pullsAlways() {
        return policy().equals("always") && !neverPulled();
    }

    private String policy() {
        return requireNonNullElse(situation.scope().spec().container().pullPolicy(), "missing");
    }

    /** A container of somebody else that has the name; it is never touched. */
    Optional<Decision> name() {
        Scope scope = situation.scope();
        List<String> own =
                situation.own().all().stream().map(container -> container.id()).toList();
        return scope.engine().containers().values().stream()
                .filter(container -> container.name().equals(scope.name()))
                .map(ObservedContainer::id)
                .filter(id -> !own.contains(id))
                .findFirst()
                .map(id -> nothing(Verdict.stalled(
                        NAME_CONFLICT,
                        "a container that is not Orion's has the name " + scope.name() + "; remove or rename it")));
    }

    private Decision nothing(Verdict verdict) {
        return Decision.nothing(verdict, situation.memory());
    }
}
