package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.DEPENDENCY_NOT_READY;
import static sre.orion.api.observation.ContainerState.Health.HEALTHY;
import static sre.orion.api.observation.ContainerState.Health.NONE;
import static sre.orion.api.observation.ContainerState.Status.EXITED;

import java.util.Map;
import java.util.Optional;
import sre.orion.api.compose.DependsOn;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Difference.Change;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.shared.Services;
import sre.orion.reconcilers.shared.Verdict;

/** Dependencies is what {@code depends_on} asks of other Services before this one is started. */
record Dependencies(Scope scope) {

    /** The first condition that does not hold, if one does not. */
    Optional<Verdict.Statement> unmet() {
        for (Map.Entry<String, DependsOn> entry :
                scope.spec().container().dependsOn().entrySet()) {
            Optional<String> unmet = unmet(entry.getKey(), entry.getValue());
            if (unmet.isPresent()) {
                return unmet.map(text -> new Verdict.Statement(DEPENDENCY_NOT_READY, text));
            }
        }
        return Optional.empty();
    }

    private Optional<String> unmet(String name, DependsOn dependency) {
        Optional<Resource<ServiceSpec>> service = service(name);
        if (service.isEmpty() || (service.get().spec().suspend() && !dependency.required())) {
            return dependency.required() ? Optional.of(name + " is not in the specs") : Optional.empty();
        }
        Optional<ContainerState> container = container(service.get());
        if (container.isEmpty()) {
            return Optional.of(name + " has no container yet");
        }
        return unmet(name, dependency.condition(), service.get(), container.get());
    }

    private Optional<String> unmet(
            String name, DependsOn.Condition condition, Resource<ServiceSpec> service, ContainerState container) {
        return switch (condition) {
            case SERVICE_STARTED -> when(container.startedAt().isEmpty(), name + " has not been started");
            case SERVICE_HEALTHY -> {
                boolean never = container.alive() && container.health() == NONE;
                String text = never ? name + " has no health check, so it cannot be healthy" : name + " is not healthy";
                yield when(!container.alive() || container.health() != HEALTHY, text);
            }
            case SERVICE_COMPLETED_SUCCESSFULLY -> {
                boolean done = container.status() == EXITED
                        && container.exitCode() == 0
                        && container.startedAt().isPresent()
                        && isOfThisSpec(service, container);
                yield when(!done, name + " has not completed");
            }
        };
    }

    private static Optional<String> when(boolean holds, String text) {
        return holds ? Optional.of(text) : Optional.empty();
    }

    /** A job of an older spec has not done what the new one asks for. One that Compose made says nothing of its spec. */
    private boolean isOfThisSpec(Resource<ServiceSpec> service, ContainerState container) {
        Scope other = scope.of(service);
        Desired desired = Desired.of(other, Parents.of(other));
        return !container.container().labels().containsKey(Labels.SPEC_HASH)
                || desired.made(container)
                || desired.differences(container).stream().allMatch(found -> found.change() == Change.IGNORE);
    }

    /** A dependency with {@code restart: true} that was made anew after the container was started, and is ready again. */
    Optional<String> madeAnewAfter(ContainerState own) {
        for (Map.Entry<String, DependsOn> entry :
                scope.spec().container().dependsOn().entrySet()) {
            boolean anew = entry.getValue().restart()
                    && service(entry.getKey())
                            .flatMap(this::container)
                            .filter(container -> own.startedAt()
                                    .map(container.createdAt()::isAfter)
                                    .orElse(false))
                            .isPresent();
            if (anew && unmet(entry.getKey(), entry.getValue()).isEmpty()) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    private Optional<Resource<ServiceSpec>> service(String name) {
        return Services.service(scope.observation().revision(), scope.spec().project(), name);
    }

    private Optional<ContainerState> container(Resource<ServiceSpec> service) {
        var listed = Candidates.listed(service, scope.observation(), scope.engine());
        return Candidates.of(service.spec(), listed, container -> false).current();
    }
}
