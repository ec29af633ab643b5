package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import sre.orion.agent.engine.codec.AskedContainers;
import sre.orion.api.Immutable;
import sre.orion.api.container.Container;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkSpec.Ipam;
import sre.orion.api.kind.NetworkSpec.Pool;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.Observed;
import sre.orion.api.plan.EngineAction;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.EngineAction.CreateNetwork;
import sre.orion.api.plan.EngineAction.CreateVolume;
import sre.orion.api.plan.EngineAction.StartContainer;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;
import sre.orion.api.resource.Revision;
import tools.jackson.databind.JsonNode;

/** EngineScenario is an engine with two networks and a volume of the test's own, and the words to work on it. */
abstract class EngineScenario {
    static final Duration LONG = Duration.ofSeconds(60);
    static final String NODE = "contract";
    static final String PROJECT = "orion-contract";
    static final Revision REVISION = new Revision("test", NODE, Immutable.map(null));
    static final Outcome DONE = new Outcome.Done();

    CountingTransport transport;
    EngineActions actions;
    EngineObserver observer;
    Container sleeper;

    /** A transport to the engine, which the test closes. */
    abstract EngineTransport connect() throws Exception;

    /** An image whose command is {@code sleep 86400} and which says nothing else. */
    abstract String image();

    /** An image that the engine does not have and can pull; its name. */
    abstract String published(String name);

    /** The engine's clock. */
    abstract InstantSource clock();

    @BeforeEach
    void connectAndPrepare() throws Exception {
        transport = new CountingTransport(connect());
        actions = new EngineActions(transport);
        observer = new EngineObserver(transport, clock());
        removeAll();
        done(new CreateNetwork(network("front", "10.201.7.0/24"), owned("Network", "front")));
        done(new CreateNetwork(network("back", null), owned("Network", "back")));
        done(new CreateVolume(volume(), owned("Volume", "data")));
        sleeper = asked("least");
    }

    @AfterEach
    void removeAndDisconnect() {
        removeAll();
        transport.close();
    }

    SortedMap<String, Container> table(Map<String, String> words) throws TransportException {
        var all = new TreeMap<>(words);
        all.putAll(Map.of("image", image(), "front", name("front"), "back", name("back"), "data", name("data")));
        return AskedContainers.all(transport.apiVersion(), all);
    }

    /** A container of the table that needs no other. */
    Container asked(String name) throws TransportException {
        return of(table(Map.of()), name);
    }

    ContainerState created(String name, Container container) throws Exception {
        done(new CreateContainer(name(name), owned(container)));
        return container(name(name));
    }

    ContainerState started(String name, Container container) throws Exception {
        created(name, container);
        done(new StartContainer(name(name), name));
        return container(name(name));
    }

    ContainerState container(String name) throws TransportException {
        JsonNode inspect = transport
                .call(EngineRequest.get("/containers/" + name + "/json", LONG))
                .json();
        return state(
                observer.refresh(REVISION, List.of(inspect.path("Id").asString()))
                        .present()
                        .orElseThrow(),
                inspect.path("Id").asString());
    }

    static ContainerState state(EngineObservation seen, String id) {
        return of(seen.containers(), id).state().present().orElseThrow();
    }

    static <T> T of(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    static NetworkState networkState(EngineObservation seen, String key) {
        return seen.networks().values().stream()
                .filter(network -> network.definition().name().equals(name(key)))
                .findFirst()
                .orElseThrow();
    }

    EngineObservation observed() {
        Observed<EngineObservation> seen = observer.observe(REVISION);
        assertThat(seen).isInstanceOf(Observed.Present.class);
        return seen.present().orElseThrow();
    }

    Optional<String> violated(Precondition precondition) {
        return actions.violated(precondition, LONG);
    }

    Outcome perform(EngineAction action) {
        return actions.perform(action, LONG, _ -> {});
    }

    void done(EngineAction action) {
        assertThat(perform(action)).as(action.verb() + " " + action.target()).isEqualTo(DONE);
    }

    void removeAll() {
        try {
            for (JsonNode row : transport
                    .call(EngineRequest.get("/containers/json?all=1", LONG))
                    .json()) {
                if (row.at("/Names/0").asString("").startsWith("/" + PROJECT)) {
                    String id = row.path("Id").asString();
                    transport.call(EngineRequest.delete("/containers/" + id + "?force=1&v=1", LONG));
                }
            }
            for (String network : List.of("front", "back")) {
                transport.call(EngineRequest.delete("/networks/" + name(network), LONG));
            }
            transport.call(EngineRequest.delete("/volumes/" + name("data"), LONG));
        } catch (TransportException e) {
            throw new AssertionError(e);
        }
    }

    static Container owned(Container container) {
        var labels = new TreeMap<>(container.labels());
        labels.put(Labels.OWNER, NODE + "/Service/any");
        return new Container(
                container.image(),
                container.process(),
                container.healthcheck(),
                labels,
                container.annotations(),
                container.storage(),
                container.networking(),
                container.resources(),
                container.isolation(),
                container.restart(),
                container.logging(),
                container.platform());
    }

    static SortedMap<String, String> owned(String kind, String key) {
        return Immutable.map(Map.of(
                Labels.OWNER,
                NODE + "/" + kind + "/" + key,
                Labels.PROJECT,
                PROJECT,
                kind.equals("Network") ? Labels.NETWORK : Labels.VOLUME,
                key,
                "purpose",
                "test"));
    }

    static NetworkSpec network(String key, @Nullable String subnet) {
        var pool = new Pool(subnet, null, "10.201.7.254", Immutable.map(null));
        return new NetworkSpec(
                PROJECT,
                key,
                name(key),
                false,
                null,
                Immutable.map(Map.of("com.docker.network.driver.mtu", "1400")),
                subnet == null ? null : new Ipam(null, List.of(pool), Immutable.map(null)),
                false,
                false,
                null,
                null,
                Immutable.map(Map.of("purpose", "test")));
    }

    static VolumeSpec volume() {
        return new VolumeSpec(
                PROJECT,
                "data",
                name("data"),
                false,
                null,
                Immutable.map(null),
                Immutable.map(Map.of("purpose", "test")));
    }

    static String name(String key) {
        return PROJECT + "_" + key;
    }
}
