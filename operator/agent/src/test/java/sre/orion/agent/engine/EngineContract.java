package sre.orion.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.fixtures.Eventually.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sre.orion.agent.engine.codec.AskedContainers;
import sre.orion.agent.engine.codec.ImageReader;
import sre.orion.api.Immutable;
import sre.orion.api.container.Container;
import sre.orion.api.container.Container.RestartPolicy;
import sre.orion.api.container.Endpoint;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NetworkSpec.Pool;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.plan.EngineAction.ConnectNetwork;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.EngineAction.DisconnectNetwork;
import sre.orion.api.plan.EngineAction.PauseContainer;
import sre.orion.api.plan.EngineAction.PullImage;
import sre.orion.api.plan.EngineAction.RemoveContainer;
import sre.orion.api.plan.EngineAction.RemoveNetwork;
import sre.orion.api.plan.EngineAction.RenameContainer;
import sre.orion.api.plan.EngineAction.RestartContainer;
import sre.orion.api.plan.EngineAction.StartContainer;
import sre.orion.api.plan.EngineAction.StopContainer;
import sre.orion.api.plan.EngineAction.UnpauseContainer;
import sre.orion.api.plan.EngineAction.UpdateContainer;
import sre.orion.api.plan.Outcome;
import sre.orion.api.plan.Precondition;
import tools.jackson.databind.JsonNode;

/** EngineContract is what observer, actions and events promise, whatever engine is behind the port. */
abstract class EngineContract extends EngineScenario {

    @TestFactory
    Stream<DynamicTest> aCreatedContainerIsToldAsItWasAskedFor() throws Exception {
        ContainerState parent = started("parent", asked("shareable"));
        int api = transport.apiVersion();
        return table(Map.of("parent", parent.id(), "parentname", parent.name())).entrySet().stream()
                .map(asked -> DynamicTest.dynamicTest(asked.getKey(), () -> {
                    String name = name(asked.getKey().replace(' ', '-'));
                    done(new CreateContainer(name, owned(asked.getValue())));
                    Container told = container(name).container();
                    assertThat(told).isEqualTo(AskedContainers.filled(owned(asked.getValue()), told, api));
                }));
    }

    @Test
    void aRunningContainerIsToldAsItWasAskedFor() throws Exception {
        Container asked = asked("network");
        ContainerState state = started("running", asked);

        assertThat(state.status()).isEqualTo(Status.RUNNING);
        assertThat(state.container())
                .isEqualTo(AskedContainers.filled(owned(asked), state.container(), transport.apiVersion()));
        assertThat(state.startedAt()).isPresent();
        assertThat(state.networkIds()).containsKey(name("front"));
    }

    @Test
    void networksAndVolumesAreToldAsTheyWereAskedFor() {
        EngineObservation seen = observed();

        NetworkSpec front = networkState(seen, "front").definition();
        assertThat(front.ipam()).satisfies(ipam -> {
            Pool pool = Objects.requireNonNull(ipam).config().getFirst();
            assertThat(pool.subnet()).isEqualTo("10.201.7.0/24");
            assertThat(pool.gateway()).isEqualTo("10.201.7.254");
        });
        assertThat(front.driverOpts()).containsEntry("com.docker.network.driver.mtu", "1400");
        assertThat(front.labels()).isEqualTo(Map.of("purpose", "test"));
        assertThat(List.of(front.project(), front.key())).containsExactly(PROJECT, "front");
        assertThat(of(seen.volumes(), name("data")).definition())
                .isEqualTo(new VolumeSpec(
                        PROJECT, "data", name("data"), false, "local", Immutable.map(null), volume().labels()));
    }

    @Test
    void theLifeOfAContainer() throws Exception {
        String id = created("life", sleeper).id();
        var start = new StartContainer(name("life"), "life");
        var stop = new StopContainer(id, "life", Optional.of(Duration.ZERO));

        assertThat(perform(new UnpauseContainer(id, "life"))).isInstanceOfAny(Outcome.Done.class, Outcome.Failed.class);
        assertThat(List.of(perform(start), perform(start))).containsExactly(DONE, DONE);
        assertThat(perform(new RemoveContainer(id, "life")))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(409));
        assertThat(List.of(perform(new PauseContainer(id, "life")), perform(new PauseContainer(id, "life"))))
                .containsExactly(DONE, DONE);
        assertThat(container(name("life")).status()).isEqualTo(Status.PAUSED);
        assertThat(List.of(perform(new UnpauseContainer(id, "life")), perform(new UnpauseContainer(id, "life"))))
                .containsExactly(DONE, DONE);
        Optional<Instant> startedAt = container(name("life")).startedAt();
        assertThat(perform(new RestartContainer(id, "life"))).isEqualTo(DONE);
        assertThat(container(name("life")).startedAt()).isNotEqualTo(startedAt);
        assertThat(perform(new RenameContainer(id, "life", name("death")))).isEqualTo(DONE);
        assertThat(container(name("death")).id()).isEqualTo(id);
        assertThat(List.of(perform(stop), perform(stop))).containsExactly(DONE, DONE);
        assertThat(container(name("death")).status()).isEqualTo(Status.EXITED);
        assertThat(List.of(perform(new RemoveContainer(id, "life")), perform(new RemoveContainer(id, "life"))))
                .containsExactly(DONE, DONE);
        assertThat(observed().containers()).doesNotContainKey(id);
    }

    @Test
    void whatTheEngineRefusesFailsWithItsCodeAndWords() throws Exception {
        created("taken", sleeper);

        assertThat(perform(new CreateContainer(name("taken"), owned(sleeper))))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo(409);
                    assertThat(failed.message()).contains("already in use");
                });
        assertThat(perform(new StartContainer(name("nobody"), "nobody")))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.code()).isEqualTo(404);
                    assertThat(failed.message()).contains("No such container");
                });
    }

    @Test
    void limitsAndPolicyAreChangedAsItRuns() throws Exception {
        ContainerState before = started("limits", asked("restart"));
        var policy = new RestartPolicy("on-failure", 3);
        var update = new UpdateContainer(before.id(), "limits", asked("limits").resources(), policy);

        assertThat(perform(update)).isEqualTo(DONE);
        Container after = container(name("limits")).container();
        assertThat(after.restart()).isEqualTo(policy);
        assertThat(after.resources().cpuShares()).isEqualTo(512);
        assertThat(after.resources().pidsLimit()).isEqualTo(64);
    }

    @Test
    void aContainerIsConnectedAndDisconnected() throws Exception {
        String id = started("joined", asked("on front")).id();
        var endpoint = new Endpoint(List.of("joined", "extra"), "", "", List.of(), "", Immutable.map(null), 0, true);

        assertThat(perform(new ConnectNetwork(id, "joined", name("back"), endpoint)))
                .isEqualTo(DONE);
        assertThat(of(container(name("joined")).container().networking().endpoints(), name("back"))
                        .aliases())
                .isEqualTo(List.of("joined", "extra"));
        assertThat(networkState(observed(), "back").containers()).containsExactly(id);
        var disconnect = new DisconnectNetwork(id, "joined", name("back"), false);
        assertThat(List.of(perform(disconnect), perform(disconnect))).containsExactly(DONE, DONE);
        assertThat(networkState(observed(), "back").containers()).isEmpty();
        String back = networkState(observed(), "back").id();
        assertThat(List.of(perform(new RemoveNetwork(back, "back")), perform(new RemoveNetwork(back, "back"))))
                .containsExactly(DONE, DONE);
    }

    @Test
    void aQuietPassIsThreeLists() throws Exception {
        started("one", asked("on front"));
        created("two", sleeper);
        observed();
        observed();
        transport.requests();

        observed();

        assertThat(transport.requests()).containsExactly("GET /containers/json?all=1", "GET /networks", "GET /volumes");
    }

    @Test
    void whatChangedIsInspectedAndNothingElse() throws Exception {
        String one = started("one", sleeper).id();
        String two = started("two", sleeper).id();
        observed();
        observed();
        transport.requests();
        transport.call(EngineRequest.post("/containers/" + two + "/stop?t=0", LONG));
        transport.requests();

        EngineObservation seen = observed();

        assertThat(transport.requests().stream()
                        .filter(request -> request.contains("/json"))
                        .toList())
                .containsExactly("GET /containers/json?all=1", "GET /containers/" + two + "/json");
        assertThat(state(seen, one).status()).isEqualTo(Status.RUNNING);
        assertThat(state(seen, two).status()).isEqualTo(Status.EXITED);
    }

    @Test
    void anEventNeedsOneInspect() throws Exception {
        String id = started("one", sleeper).id();
        observed();
        transport.call(EngineRequest.post("/containers/" + id + "/kill", LONG));
        within(LONG, () -> assertThat(container(name("one")).status()).isEqualTo(Status.EXITED));
        transport.requests();

        Observed<EngineObservation> seen = observer.refresh(REVISION, List.of(id));

        assertThat(transport.requests()).containsExactly("GET /containers/" + id + "/json");
        assertThat(state(seen.present().orElseThrow(), id).status()).isEqualTo(Status.EXITED);
        done(new RemoveContainer(id, "one"));
        assertThat(observer.refresh(REVISION, List.of(id))
                        .present()
                        .orElseThrow()
                        .containers())
                .doesNotContainKey(id);
    }

    @Test
    void aMarkedContainerIsInspectedThoughItsRowIsAsItWas() throws Exception {
        String id = started("one", sleeper).id();
        observed();
        observed();
        observer.mark(new EngineEvent("container", "update", id, Immutable.map(null), 1));
        transport.requests();

        observed();

        assertThat(transport.requests()).contains("GET /containers/" + id + "/json");
    }

    @Test
    void preconditionsAreReadAfresh() throws Exception {
        ContainerState one = started("one", asked("on front"));
        ContainerState two = started("two", asked("on front"));
        String front = networkState(observed(), "front").id();
        var running = Immutable.set(List.of(Status.RUNNING));

        assertThat(violated(new Precondition.None())).isEmpty();
        assertThat(violated(new Precondition.ContainerUnchanged(one.id(), running, one.startedAt())))
                .isEmpty();
        assertThat(violated(new Precondition.NoOtherEndpoints(front, Immutable.set(List.of(one.id(), two.id())))))
                .isEmpty();
        assertThat(violated(new Precondition.NoOtherEndpoints(front, Immutable.set(List.of(one.id())))))
                .get()
                .asString()
                .contains(two.id());
        var bothRun = new Precondition.All(List.of(
                new Precondition.ContainerUnchanged(two.id(), running, two.startedAt()),
                new Precondition.ContainerUnchanged(one.id(), running, one.startedAt())));
        assertThat(violated(bothRun)).isEmpty();
        done(new RestartContainer(one.id(), "one"));
        assertThat(violated(bothRun)).contains("container " + one.id() + " was started again meanwhile");
        assertThat(violated(new Precondition.ContainerUnchanged(one.id(), running, one.startedAt())))
                .contains("container " + one.id() + " was started again meanwhile");
        done(new StopContainer(one.id(), "one", Optional.of(Duration.ZERO)));
        assertThat(violated(new Precondition.ContainerUnchanged(one.id(), running, Optional.empty())))
                .get()
                .asString()
                .contains("EXITED");
        done(new RemoveContainer(one.id(), "one"));
        assertThat(violated(new Precondition.ContainerUnchanged(one.id(), running, Optional.empty())))
                .contains("container " + one.id() + " is gone");
    }

    @Test
    void eventsAreHandedOverFromTheGapOn() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        var listener = new EngineEvents.Listener() {
            @Override
            public void onEvent(EngineEvent event) {
                if (event.attributes().getOrDefault("name", "").equals(name("told"))) {
                    seen.add(event.type() + " " + event.action());
                }
            }

            @Override
            public void onGap() {
                seen.add("gap");
            }
        };
        try (var events = new EngineEvents(transport, listener)) {
            events.start();
            within(LONG, () -> assertThat(seen).containsExactly("gap"));
            String id = started("told", sleeper).id();
            done(new StopContainer(id, "told", Optional.of(Duration.ZERO)));

            within(
                    LONG,
                    () -> assertThat(seen)
                            .contains("container create", "container start", "container die", "container stop"));
        }
        assertThat(seen).doesNotContain("container exec_create").containsOnlyOnce("gap");
    }

    @Test
    void anImageThatIsNotThereIsAbsentAndOneThatIsTellsItsCommand() throws Exception {
        JsonNode image = transport
                .call(EngineRequest.get("/images/" + image() + "/json", LONG))
                .json();

        assertThat(ImageReader.state(image).process().command()).contains(List.of("sleep", "86400"));
        assertThat(observed().engine().apiVersion()).isEqualTo(transport.apiVersion());
    }

    @Test
    void aPullTellsItsProgressAndFailsWithTheRegistrysWords() throws Exception {
        String image = published("contract-web");
        var progress = new CopyOnWriteArrayList<String>();

        assertThat(actions.perform(new PullImage(image, ""), LONG, progress::add))
                .isEqualTo(DONE);
        assertThat(progress).isNotEmpty();
        assertThat(transport
                        .call(EngineRequest.get("/images/" + image + "/json", LONG))
                        .status())
                .isEqualTo(200);
        assertThat(perform(new PullImage(image.replace("contract-web", "contract-nothing"), "")))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.message()).isNotBlank());
    }
}
