package sre.orion.reconcilers.model;

import static sre.orion.api.observation.ContainerState.Status.CREATED;
import static sre.orion.api.observation.ContainerState.Status.EXITED;
import static sre.orion.api.observation.ContainerState.Status.PAUSED;
import static sre.orion.api.observation.ContainerState.Status.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sre.orion.api.container.Container;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.container.Mount;
import sre.orion.api.observation.ContainerState.Health;
import sre.orion.api.observation.Engine;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.ImageState;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;
import sre.orion.api.observation.VolumeState;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.EngineAction.ConnectNetwork;
import sre.orion.api.plan.EngineAction.CopyFile;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.EngineAction.CreateNetwork;
import sre.orion.api.plan.EngineAction.CreateVolume;
import sre.orion.api.plan.EngineAction.DisconnectNetwork;
import sre.orion.api.plan.EngineAction.ExecInContainer;
import sre.orion.api.plan.EngineAction.PauseContainer;
import sre.orion.api.plan.EngineAction.PullImage;
import sre.orion.api.plan.EngineAction.RemoveContainer;
import sre.orion.api.plan.EngineAction.RemoveNetwork;
import sre.orion.api.plan.EngineAction.RenameContainer;
import sre.orion.api.plan.EngineAction.RestartContainer;
import sre.orion.api.plan.EngineAction.SignalContainer;
import sre.orion.api.plan.EngineAction.StartContainer;
import sre.orion.api.plan.EngineAction.StopContainer;
import sre.orion.api.plan.EngineAction.UnpauseContainer;
import sre.orion.api.plan.EngineAction.UpdateContainer;
import sre.orion.api.plan.Outcome;
import sre.orion.reconcilers.container.Drift;

/** ModelEngine is an engine in memory: what it is asked for happens at once, and time passes when a test says so. */
public final class ModelEngine {
    /** Behaviour is what the process of an image does. */
    public enum Behaviour {
        RUNS,
        TURNS_HEALTHY,
        TURNS_UNHEALTHY,
        CRASHES,
        COMPLETES,
        CANNOT_START,
        IS_REFUSED
    }

    private static final Duration PROBE = Duration.ofSeconds(2);

    public Engine engine;
    public Instant now = Instant.parse("2026-11-22T06:00:00Z");
    public final SortedMap<String, ModelContainer> containers = new TreeMap<>();
    public final SortedMap<String, NetworkState> networks = new TreeMap<>();
    public final SortedMap<String, VolumeState> volumes = new TreeMap<>();
    public final SortedMap<String, ImageState> images = new TreeMap<>();
    public final SortedMap<String, Behaviour> behaviours = new TreeMap<>();
    public final SortedSet<String> registry = new TreeSet<>();
    /** What must never happen, and did. */
    public final List<String> violations = new ArrayList<>();

    /** Services that may have two containers running while they roll out. */
    public final SortedSet<String> startFirst = new TreeSet<>();

    /** Whether updates are answered and not done. */
    public boolean deaf;

    private int made;

    public ModelEngine(int apiVersion) {
        engine = new Engine(apiVersion, "docker", "28", "json-file", "runc", 2, "amd64", false, Engine.Machine.UNKNOWN);
    }

    public void image(String reference, Behaviour behaviour) {
        images.put(reference, ModelImages.image("sha256:" + reference, behaviour));
        behaviours.put(reference, behaviour);
    }

    /** An image that declares no volume. */
    public void lightImage(String reference, Behaviour behaviour) {
        images.put(reference, ModelImages.withoutVolumes(ModelImages.image("sha256:" + reference, behaviour)));
        behaviours.put(reference, behaviour);
    }

    /** The engine ends everything, and starts again without starting anything. */
    public void restart() {
        containers.values().stream().filter(ModelContainer::alive).forEach(container -> container.end(now, 137));
        now = now.plusSeconds(2);
    }

    /** The tag names another image from now on. */
    public void move(String reference) {
        Behaviour behaviour = behaviours.getOrDefault(reference, Behaviour.RUNS);
        images.put(reference, ModelImages.image("sha256:newer-" + reference, behaviour));
    }

    /** Every observation includes every reference, as the observer promises. */
    public EngineObservation observe(List<String> references) {
        SortedMap<String, ObservedContainer> seen = new TreeMap<>();
        containers.forEach((id, container) -> seen.put(
                id,
                new ObservedContainer(
                        id,
                        container.name,
                        container.container.labels(),
                        new Observed.Present<>(container.state(networkIds(container))))));
        SortedMap<String, Observed<ImageState>> known = new TreeMap<>();
        references.forEach(reference -> {
            ImageState image = images.get(reference);
            known.put(reference, image == null ? new Observed.Absent<>() : new Observed.Present<>(image));
        });
        SortedMap<String, NetworkState> attached = new TreeMap<>();
        networks.forEach((id, network) -> attached.put(id, withEndpoints(network)));
        return new EngineObservation(now, engine, seen, attached, volumes, known);
    }

    private NetworkState withEndpoints(NetworkState network) {
        var ids = new TreeSet<String>();
        containers.values().stream()
                .filter(ModelContainer::alive)
                .filter(container ->
                        container.endpoints.containsKey(network.definition().name()))
                .forEach(container -> ids.add(container.id));
        return new NetworkState(network.id(), network.definition(), network.labels(), ids);
    }

    private SortedMap<String, String> networkIds(ModelContainer container) {
        SortedMap<String, String> ids = new TreeMap<>();
        container.endpoints.keySet().forEach(name -> networkId(name).ifPresent(id -> ids.put(name, id)));
        return ids;
    }

    private Optional<String> networkId(String name) {
        return networks.values().stream()
                .filter(network ->
                        network.definition().name().equals(name) || network.id().equals(name))
                .map(NetworkState::id)
                .findFirst();
    }

    private String networkName(String idOrName) {
        NetworkState network = networks.get(idOrName);
        return network == null ? idOrName : network.definition().name();
    }

    public Optional<ModelContainer> find(String idOrName) {
        return containers.values().stream()
                .filter(container -> container.id.equals(idOrName) || container.name.equals(idOrName))
                .findFirst();
    }

    public ModelContainer get(String name) {
        return find(name).orElseThrow(() -> new AssertionError("there is no container " + name));
    }

    /** Lets time pass: probes answer, and what cannot last ends. */
    public void pass(Duration time) {
        now = now.plus(time);
        for (ModelContainer container : containers.values()) {
            Instant started = container.startedAt;
            if (container.status != RUNNING || started == null || now.isBefore(started.plus(PROBE))) {
                continue;
            }
            switch (behaviour(container)) {
                case TURNS_HEALTHY -> container.health = Health.HEALTHY;
                case TURNS_UNHEALTHY -> container.health = Health.UNHEALTHY;
                case CRASHES -> container.end(started.plusSeconds(1), 1);
                case COMPLETES -> container.end(started.plusSeconds(1), 0);
                case RUNS, CANNOT_START, IS_REFUSED -> {}
            }
        }
    }

    private Behaviour behaviour(ModelContainer container) {
        return behaviours.getOrDefault(container.container.image(), Behaviour.RUNS);
    }

    public Outcome apply(EngineAction action) {
        now = now.plusMillis(10);
        Outcome outcome =
                switch (action) {
                    case CreateContainer(var name, var container) -> create(name, container);
                    case CopyFile(var id, var _, var file) -> with(id, container -> copied(container, file));
                    case StartContainer(var id, var _) -> with(id, this::start);
                    case StopContainer(var id, var _, var _) -> with(id, this::stop);
                    case RestartContainer(var id, var _) ->
                        with(id, container -> {
                            stop(container);
                            return start(container);
                        });
                    case SignalContainer(var id, var _, var signal) -> with(id, container -> told(container, signal));
                    case ExecInContainer(var id, var _, var command) ->
                        with(id, container -> told(container, String.join(" ", command.command())));
                    case PauseContainer(var id, var _) -> with(id, container -> status(container, PAUSED));
                    case UnpauseContainer(var id, var _) -> with(id, container -> status(container, RUNNING));
                    case RenameContainer(var id, var _, var name) -> with(id, container -> rename(container, name));
                    case UpdateContainer(var id, var _, var resources, var restart) ->
                        with(id, container -> {
                            if (!deaf) {
                                container.container = ModelContainers.with(container.container, resources, restart);
                            }
                            return new Outcome.Done();
                        });
                    case RemoveContainer(var id, var _) -> with(id, this::remove);
                    case ConnectNetwork(var id, var _, var network, var endpoint) ->
                        with(id, container -> {
                            container.endpoints.put(networkName(network), endpoint);
                            return networkId(network).isPresent()
                                    ? new Outcome.Done()
                                    : new Outcome.Failed(404, "no network");
                        });
                    case DisconnectNetwork(var id, var _, var network, var _) ->
                        with(
                                id,
                                container -> container.endpoints.remove(networkName(network)) == null
                                        ? new Outcome.Failed(404, "not connected")
                                        : new Outcome.Done());
                    case PullImage(var reference, var _) -> pull(reference);
                    case CreateNetwork(var spec, var labels) -> {
                        String id = "net" + ++made;
                        networks.put(id, new NetworkState(id, ModelNetworks.filledIn(spec), labels, new TreeSet<>()));
                        yield new Outcome.Done();
                    }
                    case RemoveNetwork(var id, var _) -> removeNetwork(id);
                    case CreateVolume(var spec, var labels) -> {
                        volumes.put(spec.name(), new VolumeState(ModelNetworks.filledIn(spec), labels));
                        yield new Outcome.Done();
                    }
                };
        ModelRules.check(this);
        return outcome;
    }

    private static Outcome copied(ModelContainer container, CopiedFile file) {
        container.files.put(file.path(), file);
        return new Outcome.Done();
    }

    /** What a process is told it does not answer; only the command {@code false} fails. */
    private Outcome told(ModelContainer container, String what) {
        if (container.status != RUNNING) {
            return new Outcome.Failed(409, "container " + container.id + " is not running");
        }
        container.told.add(what);
        return what.equals("false") ? new Outcome.Failed(0, "the command ended with exit code 1") : new Outcome.Done();
    }

    private interface Effect {
        Outcome on(ModelContainer container);
    }

    private Outcome with(String id, Effect effect) {
        Optional<ModelContainer> container = find(id);
        return container.isPresent() ? effect.on(container.get()) : new Outcome.Failed(404, "No such container: " + id);
    }

    private Outcome create(String name, Container asked) {
        ImageState image = images.get(asked.image());
        if (find(name).isPresent()) {
            return new Outcome.Failed(409, "the name " + name + " is already in use");
        }
        if (image == null) {
            return new Outcome.Failed(404, "No such image: " + asked.image());
        }
        if (behaviours.get(asked.image()) == Behaviour.IS_REFUSED) {
            return new Outcome.Failed(400, "invalid request");
        }
        String id = String.format("%064x", ++made);
        var container = new ModelContainer(id, name, Drift.effective(asked, image, engine), image.id(), now);
        asked.networking().endpoints().forEach((network, endpoint) -> {
            if (engine.manyEndpointsAtCreate()
                    || network.equals(asked.networking().mode())) {
                container.endpoints.put(network, endpoint);
            }
        });
        asked.storage().mounts().forEach(mount -> container.mounted.add(mounted(mount)));
        image.volumes().stream()
                .filter(path -> asked.storage().mounts().stream()
                        .noneMatch(mount -> mount.target().equals(path)))
                .forEach(path -> container.mounted.add(mounted(Mount.of(Mount.Type.VOLUME, "", path))));
        containers.put(id, container);
        return new Outcome.Done();
    }

    private Mount mounted(Mount mount) {
        boolean anonymous = mount.type() == Mount.Type.VOLUME && mount.source().isEmpty();
        return anonymous ? Mount.of(mount.type(), String.format("%064x", 0xabc000 + ++made), mount.target()) : mount;
    }

    private Outcome start(ModelContainer container) {
        if (container.alive()) {
            return new Outcome.Done();
        }
        Optional<String> parent = container.container.networking().parent();
        if (parent.isPresent()
                && parent.flatMap(this::find).filter(ModelContainer::alive).isEmpty()) {
            container.error = "cannot join network of a non running container: " + parent.get();
            return new Outcome.Failed(409, container.error);
        }
        Optional<String> missing = container.endpoints.keySet().stream()
                .filter(name -> networkId(name).isEmpty())
                .findFirst();
        if (missing.isPresent()) {
            return new Outcome.Failed(404, "network " + missing.get() + " not found");
        }
        if (behaviour(container) == Behaviour.CANNOT_START) {
            container.error = "OCI runtime create failed";
            return new Outcome.Failed(400, container.error);
        }
        ModelRules.starting(this, container);
        container.status = RUNNING;
        container.error = "";
        container.startedAt = now;
        container.health = container.container.healthcheck().isPresent() ? Health.STARTING : Health.NONE;
        return new Outcome.Done();
    }

    private Outcome stop(ModelContainer container) {
        if (container.alive()) {
            container.end(now, 0);
        }
        return new Outcome.Done();
    }

    private static Outcome status(ModelContainer container, sre.orion.api.observation.ContainerState.Status status) {
        container.status = status;
        return new Outcome.Done();
    }

    private Outcome rename(ModelContainer container, String name) {
        if (find(name).isPresent()) {
            return new Outcome.Failed(409, "the name " + name + " is already in use");
        }
        container.name = name;
        return new Outcome.Done();
    }

    private Outcome remove(ModelContainer container) {
        if (container.status != EXITED && container.status != CREATED) {
            return new Outcome.Failed(409, "You cannot remove a running container");
        }
        ModelRules.removing(this, container);
        containers.remove(container.id);
        return new Outcome.Done();
    }

    private Outcome pull(String reference) {
        if (!registry.contains(reference)) {
            return new Outcome.Failed(404, "manifest unknown");
        }
        image(reference, behaviours.getOrDefault(reference, Behaviour.RUNS));
        return new Outcome.Done();
    }

    private Outcome removeNetwork(String id) {
        NetworkState network = networks.get(id);
        if (network == null) {
            return new Outcome.Failed(404, "no such network");
        }
        if (!withEndpoints(network).containers().isEmpty()) {
            return new Outcome.Failed(403, "network has active endpoints");
        }
        ModelRules.removing(this, network);
        networks.remove(id);
        return new Outcome.Done();
    }

    /** Somebody's container, or one of Compose's. */
    public ModelContainer foreign(String name, Map<String, String> labels, @Nullable String image) {
        Container plain = ModelImages.plain(image == null ? "other:1" : image, new TreeMap<>(labels));
        String id = String.format("%064x", ++made);
        var container = new ModelContainer(id, name, plain, "sha256:other", now);
        containers.put(id, container);
        return container;
    }
}
