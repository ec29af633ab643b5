package sre.orion.reconcilers.service;

import static sre.orion.api.observation.ContainerState.Status.DEAD;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.container.ContainerNames;
import sre.orion.reconcilers.shared.Ownership;

/**
 * Candidates is a Service's own containers by the part they play. Whose they are is told by labels; the part by the
 * names that a roll-out gives. No container is left out.
 *
 * @param current the container of the Service
 * @param next one that is being rolled out and has not taken the place of the current one
 * @param previous the one before, kept until the current one is ready
 * @param failed one that did not become ready
 * @param surplus all others
 * @param dead those that the engine has begun to remove and could not: they run no more and play no part, but may hold a name
 */
record Candidates(
        Optional<ContainerState> current,
        Optional<ContainerState> next,
        Optional<ContainerState> previous,
        Optional<ContainerState> failed,
        List<ContainerState> surplus,
        List<ContainerState> dead) {

    private static final Comparator<ContainerState> NEWEST_FIRST = Comparator.comparing(ContainerState::createdAt)
            .thenComparing(ContainerState::id)
            .reversed();

    /** The Service's containers as listed; what the list says of them is a hint. */
    static List<ObservedContainer> listed(
            Resource<ServiceSpec> service, NodeObservation observation, EngineObservation engine) {
        return List.copyOf(Ownership.containers(service, observation, engine).values());
    }

    /** Why one of them cannot be judged, if so. */
    static Optional<String> unseen(List<ObservedContainer> listed) {
        for (ObservedContainer container : listed) {
            if (container.state() instanceof Observed.Unknown<ContainerState>(var cause)) {
                return Optional.of("container " + container.name() + " cannot be inspected: " + cause);
            }
        }
        return twice(listed);
    }

    /** No two containers have one name, so that one of them was seen before it was renamed, and neither can be given its part. */
    private static Optional<String> twice(List<ObservedContainer> listed) {
        var names = new TreeSet<String>();
        return listed.stream()
                .map(ObservedContainer::name)
                .filter(name -> !name.isEmpty() && !names.add(name))
                .findFirst()
                .map(name -> "two containers are seen by the name " + name);
    }

    /**
     * Gives each its part.
     *
     * @param equal whether a container is as the spec wants it: of several that are none by name, such a one is current
     */
    static Candidates of(ServiceSpec spec, List<ObservedContainer> listed, Predicate<ContainerState> equal) {
        List<ContainerState> own = listed.stream()
                .flatMap(container -> container.state().present().stream())
                .sorted(NEWEST_FIRST)
                .toList();
        List<ContainerState> dead =
                own.stream().filter(container -> container.status() == DEAD).toList();
        var rest = new ArrayList<>(own);
        rest.removeAll(dead);
        Optional<ContainerState> next = take(rest, ContainerNames::isNext);
        Optional<ContainerState> previous = take(rest, ContainerNames::isPrevious);
        Optional<ContainerState> failed = take(rest, ContainerNames::isFailed);
        List<ContainerState> plain = rest.stream()
                .filter(container -> !ContainerNames.isTemporary(container.name()))
                .toList();
        String name = ContainerNames.current(spec);
        Optional<ContainerState> current = first(
                        plain, container -> container.name().equals(name))
                .or(() -> first(plain, equal))
                .or(() -> first(plain, container -> true));
        current.ifPresent(rest::remove);
        boolean onlyFailed = current.isEmpty() && next.isEmpty() && previous.isEmpty();
        return new Candidates(
                onlyFailed ? failed : current,
                next,
                previous,
                onlyFailed ? Optional.empty() : failed,
                List.copyOf(rest),
                dead);
    }

    private static Optional<ContainerState> first(List<ContainerState> from, Predicate<ContainerState> wanted) {
        return from.stream().filter(wanted).findFirst();
    }

    /** Each that plays a part, the current one first. */
    List<ContainerState> all() {
        return Stream.concat(Stream.of(current, next, previous, failed).flatMap(Optional::stream), surplus.stream())
                .toList();
    }

    /** Whether a roll-out has left more than one container. */
    boolean rollingOut() {
        return next.isPresent() || previous.isPresent() || failed.isPresent();
    }

    private static Optional<ContainerState> take(List<ContainerState> from, Predicate<String> name) {
        Optional<ContainerState> taken =
                from.stream().filter(container -> name.test(container.name())).findFirst();
        taken.ifPresent(from::remove);
        return taken;
    }
}
