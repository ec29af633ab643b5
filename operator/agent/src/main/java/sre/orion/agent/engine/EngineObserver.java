package sre.orion.agent.engine;

import static sre.orion.agent.engine.EngineRequest.encoded;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sre.orion.agent.engine.TransportException.Effect;
import sre.orion.agent.engine.codec.EngineReader;
import sre.orion.agent.engine.codec.InspectReader;
import sre.orion.agent.engine.codec.NetworkReader;
import sre.orion.agent.engine.codec.VolumeReader;
import sre.orion.api.Immutable;
import sre.orion.api.observation.Engine;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.VolumeState;
import sre.orion.api.resource.Revision;
import tools.jackson.databind.JsonNode;

/**
 * EngineObserver is the look at the engine: three lists a pass, and inspects of what may have changed since the last. What
 * shows in neither list nor event is found by looking at everything once within five minutes. Looks may overlap.
 */
public final class EngineObserver {
    private static final Duration LIST = Duration.ofSeconds(10);
    private static final Duration INSPECT = Duration.ofSeconds(5);
    /** Shorter than five minutes by one pass. */
    private static final Duration ROUND = Duration.ofMinutes(5).minusSeconds(30);

    private static final int INSPECTS_AT_ONCE = 8;

    private final EngineTransport transport;
    private final InstantSource clock;
    private final Containers containers = new Containers(ROUND);
    private final Beside beside;
    private final Images images;
    private final Set<String> markedContainers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean markedImages = new AtomicBoolean();
    private final AtomicBoolean markedAll = new AtomicBoolean();
    private volatile @Nullable Lists lists;

    /** Lists is what a full look asks for once and takes as it is. */
    private record Lists(
            Instant observedAt, Engine engine, JsonNode networks, SortedMap<String, VolumeState> volumes) {}

    /** An observer that has not seen anything yet. */
    public EngineObserver(EngineTransport transport, InstantSource clock) {
        this(transport, clock, INSPECTS_AT_ONCE);
    }

    /** The same, with so many inspects beside each other; with 1 all happens on the calling thread, one after another. */
    public EngineObserver(EngineTransport transport, InstantSource clock, int inspectsAtOnce) {
        this.transport = transport;
        this.clock = clock;
        beside = new Beside(inspectsAtOnce);
        images = new Images(transport, ROUND, beside);
    }

    /** A full look: what the engine has now, with everything the revision refers to. Unknown while the engine does not answer. */
    public Observed<EngineObservation> observe(Revision revision) {
        Marks marks = takeMarks();
        try {
            return new Observed.Present<>(look(new Scope(revision), marks));
        } catch (TransportException e) {
            giveBack(marks);
            return new Observed.Unknown<>(e.getMessage());
        }
    }

    /**
     * The last full look with these containers inspected afresh, one call each; a full look if there was none.
     *
     * @param ids full ids; those that are gone leave the observation
     */
    public Observed<EngineObservation> refresh(Revision revision, Collection<String> ids) {
        Lists known = lists;
        if (known == null) {
            return observe(revision);
        }
        markedContainers.removeAll(ids);
        try {
            inspect(ids, known.engine());
            return new Observed.Present<>(observation(new Scope(revision), known));
        } catch (TransportException e) {
            markedContainers.addAll(ids);
            return new Observed.Unknown<>(e.getMessage());
        }
    }

    /** Marks what an event is about, so that the next look does not trust what is remembered of it. Cheap; any thread. */
    public void mark(EngineEvent event) {
        switch (event.type()) {
            case "container" -> markedContainers.add(event.id());
            case "network" -> {
                String container = event.attributes().get("container");
                if (container != null) {
                    markedContainers.add(container);
                }
            }
            case "image" -> markedImages.set(true);
            default -> {}
        }
    }

    /** Marks containers, by full id, so that the next full look does not trust what is remembered of them. */
    public void mark(Collection<String> ids) {
        markedContainers.addAll(ids);
    }

    /** Marks everything: the next full look inspects all that is in scope. Cheap; any thread. */
    public void markAll() {
        markedAll.set(true);
    }

    private EngineObservation look(Scope scope, Marks marks) throws TransportException {
        Instant now = clock.instant();
        Engine engine = engine(marks);
        long ticket = containers.ticket();
        byte[] containerList = list("/containers/json?all=1").bytes();
        JsonNode networkList = list("/networks").json();
        JsonNode volumeList = list("/volumes").json();
        inspect(listed(containerList, ticket, scope, marks, now), engine);
        images.look(scope.images(), marks.all() || marks.images(), now);
        var seen = new Lists(now, engine, networkList, volumes(volumeList));
        lists = seen;
        return observation(scope, seen);
    }

    private Collection<String> listed(byte[] list, long ticket, Scope scope, Marks marks, Instant now)
            throws TransportException {
        try {
            return containers.listed(list, ticket, scope, marks, now);
        } catch (RuntimeException e) {
            throw new TransportException(Effect.UNKNOWN, "The engine's list of containers cannot be read: " + e, e);
        }
    }

    private EngineObservation observation(Scope scope, Lists seen) {
        return new EngineObservation(
                seen.observedAt(),
                seen.engine(),
                containers.seen(),
                networks(seen.networks()),
                seen.volumes(),
                images.seen(scope.images()));
    }

    private void inspect(Collection<String> ids, Engine engine) throws TransportException {
        beside.each(ids, id -> inspect(id, engine));
    }

    private void inspect(String id, Engine engine) throws TransportException {
        long ticket = containers.ticket();
        Instant now = clock.instant();
        try {
            EngineAnswer answer = transport.call(EngineRequest.get("/containers/" + encoded(id) + "/json", INSPECT));
            if (answer.status() == 404) {
                containers.gone(id, ticket);
            } else if (answer.successful()) {
                JsonNode json = answer.json();
                containers.inspected(InspectReader.state(json, engine), ContainerRow.attached(json), ticket, now);
            } else {
                containers.failed(id, "inspect is refused: " + answer, ticket, now);
                markAll();
            }
        } catch (TransportException e) {
            if (e.effect() == Effect.NOT_SENT) {
                throw e;
            }
            containers.failed(id, e.getMessage(), ticket, now);
        } catch (IllegalArgumentException | DateTimeException e) {
            containers.failed(id, "inspect cannot be read: " + e.getMessage(), ticket, now);
        }
    }

    private Engine engine(Marks marks) throws TransportException {
        int apiVersion = transport.apiVersion();
        Lists known = lists;
        if (known != null && !marks.all() && known.engine().apiVersion() == apiVersion) {
            return known.engine();
        }
        return EngineReader.engine(list("/info").json(), list("/version").json(), apiVersion);
    }

    /** The answer, whose refusal means that nothing is known; after an error of the engine's own its lists are not trusted. */
    private EngineAnswer list(String path) throws TransportException {
        EngineAnswer answer = transport.call(EngineRequest.get(path, LIST));
        if (answer.successful()) {
            return answer;
        }
        markAll();
        throw new TransportException(Effect.UNKNOWN, "The engine refuses GET " + path + ": " + answer);
    }

    private SortedMap<String, NetworkState> networks(JsonNode rows) {
        Map<String, SortedSet<String>> attachments = containers.attachments();
        var networks = new TreeMap<String, NetworkState>();
        for (JsonNode row : rows) {
            String id = row.path("Id").asString("");
            networks.put(id, NetworkReader.state(row, attachments.getOrDefault(id, Immutable.set(null))));
        }
        return networks;
    }

    private static SortedMap<String, VolumeState> volumes(JsonNode list) {
        var volumes = new TreeMap<String, VolumeState>();
        for (JsonNode row : list.path("Volumes")) {
            VolumeState volume = VolumeReader.state(row);
            volumes.put(volume.definition().name(), volume);
        }
        return volumes;
    }

    private Marks takeMarks() {
        var taken = new TreeSet<>(markedContainers);
        markedContainers.removeAll(taken);
        return new Marks(markedAll.getAndSet(false), taken, markedImages.getAndSet(false));
    }

    private void giveBack(Marks marks) {
        markedContainers.addAll(marks.containers());
        markedAll.compareAndSet(false, marks.all());
        markedImages.compareAndSet(false, marks.images());
    }
}
