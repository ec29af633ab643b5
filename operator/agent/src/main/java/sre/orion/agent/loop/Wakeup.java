package sre.orion.agent.loop;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.api.container.Labels;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;

/**
 * Wakeup is what an event of the engine means for the loop: the keys it concerns, and how much of what is remembered it
 * makes doubtful.
 *
 * @param container the container to be inspected again; empty: only a full look will tell
 */
record Wakeup(SortedSet<ResourceKey> keys, Optional<String> container) {
    private static final Wakeup NONE = new Wakeup(new TreeSet<>(), Optional.empty());

    /** Events after which a container may look different; {@code kill} is not one, its {@code die} follows. */
    private static final Set<String> CONTAINER_ACTIONS = Set.of(
            "create",
            "destroy",
            "die",
            "health_status",
            "oom",
            "pause",
            "rename",
            "restart",
            "start",
            "stop",
            "unpause",
            "update");

    Wakeup {
        keys = Collections.unmodifiableSortedSet(keys);
    }

    /** What the keys must look at again. */
    Footprint footprint() {
        var containers = new TreeSet<String>();
        container.ifPresent(containers::add);
        return new Footprint(containers, container.isEmpty());
    }

    /** What {@code event} means in {@code world}. */
    static Wakeup of(EngineEvent event, World world) {
        return switch (event.type()) {
            case "container" -> ofContainer(event, world);
            case "network" -> ofNetwork(event, world);
            case "volume" -> ofVolume(event, world);
            case "image" -> new Wakeup(services(world), Optional.empty());
            case String _ -> NONE;
        };
    }

    private static Wakeup ofContainer(EngineEvent event, World world) {
        String action = event.action().split(":", 2)[0];
        if (!CONTAINER_ACTIONS.contains(action)) {
            return NONE;
        }
        return owner(event.attributes(), world)
                .map(key -> new Wakeup(world.around(key), Optional.of(event.id())))
                .orElse(NONE);
    }

    private static Wakeup ofNetwork(EngineEvent event, World world) {
        String container = event.attributes().getOrDefault("container", "");
        return switch (event.action()) {
            case "connect", "disconnect" ->
                labelsOf(container, world)
                        .flatMap(labels -> owner(labels, world))
                        .map(key -> new Wakeup(world.around(key), Optional.of(container)))
                        .orElse(NONE);
            case "create", "destroy" ->
                world.neighbours()
                        .network(event.attributes().getOrDefault("name", ""))
                        .map(key -> new Wakeup(world.around(key), Optional.empty()))
                        .orElse(NONE);
            case String _ -> NONE;
        };
    }

    /** Only {@code destroy} matters: the engine says {@code create} also when a volume is merely used. */
    private static Wakeup ofVolume(EngineEvent event, World world) {
        if (!event.action().equals("destroy")) {
            return NONE;
        }
        return world.neighbours()
                .volume(event.id())
                .map(key -> new Wakeup(world.around(key), Optional.empty()))
                .orElse(NONE);
    }

    /** Whose container has these labels: a Service, or the node if Orion made it for a Service that is no more. */
    private static Optional<ResourceKey> owner(Map<String, String> labels, World world) {
        if ("True".equalsIgnoreCase(labels.get(Labels.ONE_OFF))) {
            return Optional.empty();
        }
        String owner = labels.getOrDefault(Labels.OWNER, "");
        String prefix = world.revision().node() + "/" + Kind.SERVICE.text() + "/";
        if (!owner.startsWith(prefix)) {
            return world.neighbours()
                    .service(labels.getOrDefault(Labels.PROJECT, ""), labels.getOrDefault(Labels.SERVICE, ""));
        }
        var key = new ResourceKey(Kind.SERVICE, world.revision().node(), owner.substring(prefix.length()));
        return Optional.of(world.revision().resources().containsKey(key) ? key : world.node());
    }

    private static Optional<Map<String, String>> labelsOf(String container, World world) {
        return world.observation()
                .engine()
                .present()
                .map(EngineObservation::containers)
                .map(containers -> containers.get(container))
                .map(ObservedContainer::labels);
    }

    private static SortedSet<ResourceKey> services(World world) {
        var services = new TreeSet<>(world.revision().resources().keySet());
        services.removeIf(key -> key.kind() != Kind.SERVICE);
        return services;
    }
}
