package sre.orion.reconcilers.node;

import static sre.orion.api.observation.ContainerState.Status.DEAD;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.observation.VolumeState;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.container.ContainerNames;
import sre.orion.reconcilers.shared.Fingerprint;
import sre.orion.reconcilers.shared.Ownership;
import sre.orion.reconcilers.shared.Services;

/**
 * Leftovers is what no spec names any more.
 *
 * @param containers with Orion's label for this node, to be removed
 * @param dead containers of Services that the engine could not remove, put out of the way: removing them is tried again
 * @param networks with Orion's label for this node, to be removed; one whose spec has another name by now is left over too
 * @param usedNetworks names of such networks that containers which stay are attached to; they are only reported
 * @param volumes names of volumes with Orion's label for this node; they are only reported
 * @param orphans names of containers that only Compose's labels tie to a project of the specs; they are only reported
 * @param owned how many containers and networks carry Orion's label for this node, left over or not
 */
record Leftovers(
        List<ObservedContainer> containers,
        List<ContainerState> dead,
        List<NetworkState> networks,
        List<String> usedNetworks,
        List<String> volumes,
        List<String> orphans,
        int owned) {

    static Leftovers of(NodeObservation observation, EngineObservation engine) {
        List<Resource<ServiceSpec>> services = Services.all(observation.revision());
        var projects = new TreeSet<String>();
        services.forEach(service -> projects.add(service.spec().project()));
        SortedMap<String, ObservedContainer> claimed = new TreeMap<>();
        services.forEach(service -> claimed.putAll(Ownership.containers(service, observation, engine)));
        List<ObservedContainer> unclaimed = engine.containers().values().stream()
                .filter(container -> !claimed.containsKey(container.id()))
                .toList();
        List<ObservedContainer> containers = unclaimed.stream()
                .filter(container -> ours(container.labels(), observation))
                .toList();
        List<String> ids = containers.stream().map(ObservedContainer::id).toList();
        List<NetworkState> networks = engine.networks().values().stream()
                .filter(network -> gone(network.labels(), network.definition().name(), observation))
                .toList();
        List<NetworkState> unused = networks.stream()
                .filter(network -> ids.containsAll(network.containers()))
                .toList();
        return new Leftovers(
                containers,
                dead(claimed.values()),
                unused,
                names(networks.stream()
                        .filter(network -> !unused.contains(network))
                        .toList()),
                engine.volumes().values().stream()
                        .filter(volume ->
                                gone(volume.labels(), volume.definition().name(), observation))
                        .map(VolumeState::definition)
                        .map(volume -> volume.name())
                        .toList(),
                unclaimed.stream()
                        .filter(container -> !ours(container.labels(), observation))
                        .filter(container -> isOrphan(container.labels(), projects))
                        .map(ObservedContainer::name)
                        .sorted()
                        .toList(),
                owned(observation, engine));
    }

    private static List<ContainerState> dead(Collection<ObservedContainer> containers) {
        return containers.stream()
                .flatMap(container -> container.state().present().stream())
                .filter(container -> container.status() == DEAD && ContainerNames.isDead(container.name()))
                .toList();
    }

    private static List<String> names(List<NetworkState> networks) {
        return networks.stream()
                .map(network -> network.definition().name())
                .sorted()
                .toList();
    }

    private static int owned(NodeObservation observation, EngineObservation engine) {
        return (int) Stream.concat(
                        engine.containers().values().stream().map(ObservedContainer::labels),
                        engine.networks().values().stream().map(NetworkState::labels))
                .filter(labels -> ours(labels, observation))
                .count();
    }

    private static boolean ours(SortedMap<String, String> labels, NodeObservation observation) {
        return Ownership.owner(labels, observation.revision().node()).isPresent();
    }

    /** Whether no spec names it: its own is gone, or has another name by now. */
    private static boolean gone(SortedMap<String, String> labels, String name, NodeObservation observation) {
        return Ownership.owner(labels, observation.revision().node())
                .filter(owner -> !name.equals(
                        wantedName(observation.revision().resources().get(owner))))
                .isPresent();
    }

    private static @Nullable String wantedName(@Nullable Resource<?> owner) {
        return switch (owner == null ? null : owner.spec()) {
            case NetworkSpec network -> network.name();
            case VolumeSpec volume -> volume.name();
            case null, default -> null;
        };
    }

    private static boolean isOrphan(SortedMap<String, String> labels, TreeSet<String> projects) {
        return projects.contains(labels.getOrDefault(Labels.PROJECT, ""))
                && labels.containsKey(Labels.SERVICE)
                && !"True".equals(labels.get(Labels.ONE_OFF));
    }

    /** Whether so much is gone at once that a person must say yes: more than 20 % of what is owned, and more than one. */
    boolean massDeletion() {
        int going = containers.size() + networks.size();
        return going > Math.max(1, owned / 5);
    }

    /** What would go, as people know it, sorted. */
    List<String> going() {
        List<String> going = new ArrayList<>();
        containers.forEach(container -> going.add("container " + container.name()));
        names(networks).forEach(network -> going.add("network " + network));
        return going.stream().sorted().toList();
    }

    /** All that would be removed, so that a failure to remove it can be told from one to remove something else. */
    String subject() {
        return String.join(", ", going())
                + dead.stream()
                        .map(container -> ", " + container.name())
                        .sorted()
                        .collect(Collectors.joining());
    }

    /** The name of this set: what a person says yes to. */
    String hash() {
        return Fingerprint.of(going());
    }
}
