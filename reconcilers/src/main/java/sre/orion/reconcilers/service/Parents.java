package sre.orion.reconcilers.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.container.Networking;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.container.DesiredContainer;
import sre.orion.reconcilers.shared.Services;

/**
 * Parents is the containers whose namespaces or volumes a Service shares, as they are now.
 *
 * @param byReference each by {@code service:x} or {@code container:x}, as written
 * @param namespaces references whose namespaces are shared: these die with each run of the parent
 * @param unseen why one of them cannot be judged, if so
 */
record Parents(SortedMap<String, Parent> byReference, List<String> namespaces, Optional<String> unseen) {

    /**
     * Parent is one of them.
     *
     * @param container empty while there is none
     * @param ready whether it does its work and is not being replaced
     * @param readyIn when time alone will make it ready
     */
    record Parent(String reference, Optional<ContainerState> container, boolean ready, Optional<Duration> readyIn) {}

    static Parents of(Scope scope) {
        List<String> namespaces = DesiredContainer.namespaces(scope.spec().container());
        List<String> references = new ArrayList<>(namespaces);
        references.addAll(DesiredContainer.volumeSources(scope.spec().container()));
        SortedMap<String, Parent> parents = new TreeMap<>();
        Optional<String> unseen = Optional.empty();
        for (String reference : references) {
            String name = reference.substring(reference.indexOf(':') + 1);
            if (reference.startsWith("service:")) {
                List<ObservedContainer> listed = serviceContainers(scope, name);
                unseen = unseen.or(() -> Candidates.unseen(listed));
                parents.put(reference, service(scope, reference, name, listed));
            } else {
                Optional<ObservedContainer> named = container(scope, name);
                unseen = unseen.or(() -> Candidates.unseen(named.stream().toList()));
                parents.put(reference, foreign(reference, named));
            }
        }
        return new Parents(parents, namespaces, unseen);
    }

    private static List<ObservedContainer> serviceContainers(Scope scope, String name) {
        return Services.service(scope.observation().revision(), scope.spec().project(), name)
                .map(service -> Candidates.listed(service, scope.observation(), scope.engine()))
                .orElse(List.of());
    }

    private static Parent service(Scope scope, String reference, String name, List<ObservedContainer> listed) {
        Optional<ServiceSpec> spec = Services.service(
                        scope.observation().revision(), scope.spec().project(), name)
                .map(Resource::spec);
        if (spec.isEmpty()) {
            return new Parent(reference, Optional.empty(), false, Optional.empty());
        }
        Candidates candidates = Candidates.of(spec.get(), listed, container -> false);
        boolean replacing = candidates.next().isPresent();
        boolean ready = !replacing
                && candidates
                        .current()
                        .filter(container -> Readiness.of(container, spec.get(), scope.now()) == Readiness.READY)
                        .isPresent();
        Optional<Duration> readyIn = candidates
                .current()
                .filter(container -> container.alive() && container.health() == ContainerState.Health.NONE)
                .map(container -> Readiness.untilReady(container, spec.get(), scope.now()))
                .filter(Duration::isPositive);
        return new Parent(reference, candidates.current(), ready, readyIn);
    }

    /** The container that {@code container:x} means. */
    static Optional<ObservedContainer> container(Scope scope, String idOrName) {
        return scope.engine().containers().values().stream()
                .filter(container -> container.isMeantBy(idOrName))
                .findFirst();
    }

    private static Parent foreign(String reference, Optional<ObservedContainer> named) {
        Optional<ContainerState> container = named.map(ObservedContainer::state).flatMap(Observed::present);
        boolean alive = container.filter(ContainerState::alive).isPresent();
        return new Parent(reference, container, alive, Optional.empty());
    }

    /** The id that stands for a reference; only asked when every parent is there. */
    String id(String reference) {
        Parent parent = byReference.get(reference);
        return parent == null
                ? reference
                : parent.container().map(ContainerState::id).orElse(reference);
    }

    /** The same; a container that the spec names stays as written, as Compose sends it. */
    String idUnlessNamed(String reference) {
        return isNamed(reference) ? reference.substring(Networking.CONTAINER_MODE.length()) : id(reference);
    }

    /** Whether the spec names a container rather than a service. */
    boolean named() {
        return byReference.keySet().stream().anyMatch(Parents::isNamed);
    }

    private static boolean isNamed(String reference) {
        return reference.startsWith(Networking.CONTAINER_MODE);
    }

    /** A parent that is not there. */
    Optional<Parent> missing() {
        return byReference.values().stream()
                .filter(parent -> parent.container().isEmpty())
                .findFirst();
    }

    /** A parent of a shared namespace that does not run. */
    Optional<Parent> down() {
        return shared().stream()
                .filter(parent ->
                        parent.container().filter(ContainerState::alive).isEmpty())
                .findFirst();
    }

    /** A parent of a shared namespace that is not ready. */
    Optional<Parent> notReady() {
        return shared().stream().filter(parent -> !parent.ready()).findFirst();
    }

    /** When time alone makes the parents ready, if it does. */
    Optional<Duration> readyIn() {
        return notReady().flatMap(Parent::readyIn);
    }

    /** A parent that was started after the container was: the container is left in a namespace that is no more. */
    Optional<Parent> startedAfter(ContainerState container) {
        return shared().stream()
                .filter(parent -> parent.container()
                        .flatMap(ContainerState::startedAt)
                        .filter(start ->
                                container.startedAt().map(start::isAfter).orElse(false))
                        .isPresent())
                .findFirst();
    }

    private List<Parent> shared() {
        return byReference.values().stream()
                .filter(parent -> namespaces.contains(parent.reference()))
                .toList();
    }
}
