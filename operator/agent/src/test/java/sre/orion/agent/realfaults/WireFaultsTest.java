package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.agent.endtoend.TestNode;
import sre.orion.agent.realfaults.FaultyProxy.Fault;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** What can become of a call between the operator and a real engine. */
@OnOneEngine(Flavour.SID)
class WireFaultsTest extends NodeTest {
    /** More than all that Orion ever needs at once. */
    private static final int CONNECTIONS = 40;

    /** So many events an engine keeps. */
    private static final int RING = 256;

    private static FaultyProxy proxy = new FaultyProxy(Path.of("/nowhere"));

    WireFaultsTest(Flavour flavour) {
        super(() -> {
            PrivateEngine engine = PrivateEngine.shared(flavour);
            proxy = new FaultyProxy(engine.socket());
            return TestNode.behind(proxy.socket(), engine, "wire")
                    .wants(ServiceText.named("bystander"))
                    .up("--resync", "3s")
                    .ready("bystander");
        });
    }

    @AfterEach
    void heal() {
        proxy.heal();
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        proxy.close();
    }

    @Test
    @Proves("F08")
    void an_event_stream_that_says_nothing_only_costs_time() {
        String id = node.running(ServiceText.named("unheard")).id("unheard");
        proxy.spoil(Fault.MUTE, "GET /events.*");
        killed("unheard");
        node.runs("unheard");
        assertThat(node.id("unheard")).isEqualTo(id);
    }

    @Test
    @Proves("F05")
    void more_events_in_a_gap_than_the_engine_keeps_hide_nothing() {
        String started = node.running(ServiceText.named("drowned")).startedAt("drowned");
        proxy.spoil(Fault.RESET, "GET /events.*");
        proxy.hangUp();
        node.whileItSleeps(() -> {
            killed("drowned");
            for (int event = 0; event <= RING / 2; event++) {
                node.client().post("/containers/wire-bystander-1/pause");
                node.client().post("/containers/wire-bystander-1/unpause");
            }
        });
        proxy.heal();
        node.runs("drowned").ready("drowned", "bystander");
        assertThat(node.startedAt("drowned")).isNotEqualTo(started);
    }

    @Test
    @Tag("long")
    @Proves("F09")
    void calls_that_never_return_are_given_up_and_leave_nothing_behind() {
        String id = node.running(ServiceText.named("waiting")).id("waiting");
        int threads = threads();
        int changes = proxy.mutations().size();
        long before = lostSoFar();
        proxy.spoil(Fault.HANG, ".*");
        killed("waiting");
        node.eventually(() -> assertThat(lostSoFar()).isGreaterThan(before));
        assertThat(proxy.mutations()).as("changes while nothing is known").hasSize(changes);

        proxy.heal();
        node.runs("waiting").ready("waiting");
        assertThat(node.id("waiting")).isEqualTo(id);
        node.eventually(() -> {
            assertThat(proxy.connections()).isLessThan(CONNECTIONS);
            assertThat(threads()).isLessThan(threads + CONNECTIONS);
        });
    }

    @Test
    @Tag("long")
    @Proves("F10")
    void a_container_whose_inspect_hangs_keeps_no_other_waiting() {
        node.running(ServiceText.named("hung"));
        node.running(ServiceText.named("other"));
        proxy.spoil(Fault.HANG, "GET /containers/" + node.id("hung") + "/json.*");
        killed("hung");
        killed("other");
        node.runs("other");
        node.says("hung", "Ready", "Unknown", "Unknown");
        proxy.heal();
        node.ready("hung", "other");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "FORBIDDEN"})
    @Proves({"F12", "F13"})
    void refusals_say_nothing_about_what_is_there(Fault fault) {
        nothingIsDoneUntilItIsKnown(fault);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "GARBAGE", "NO_JSON", "CUT"})
    @Tag("long")
    @Proves("F12")
    void answers_that_are_none_say_nothing_about_what_is_there(Fault fault) {
        nothingIsDoneUntilItIsKnown(fault);
    }

    private void nothingIsDoneUntilItIsKnown(Fault fault) {
        String id = node.running(ServiceText.named("vague")).id("vague");
        int changes = proxy.mutations().size();
        long before = lostSoFar();
        proxy.spoil(fault, "GET /(containers|networks|volumes|images).*");
        killed("vague");
        node.eventually(() -> assertThat(lostSoFar()).isGreaterThan(before));
        assertThat(proxy.mutations()).as("changes while nothing is known").hasSize(changes);

        proxy.heal();
        node.runs("vague").ready("vague");
        assertThat(node.id("vague")).isEqualTo(id);
    }

    @Test
    @Proves("F12")
    void answers_that_come_byte_by_byte_are_read() {
        node.running(ServiceText.named("dripping"));
        proxy.spoil(Fault.DRIP, ".*");
        killed("dripping");
        node.runs("dripping").ready("dripping");
    }

    @Test
    @Proves("F02")
    void a_container_is_made_once_when_the_answer_to_its_creation_is_lost() {
        proxy.spoil(Fault.CUT, "POST /containers/create.*");
        node.wants(ServiceText.named("made"));
        node.eventually(() -> assertThat(node.containers()).contains("wire-made-1"));
        String id = node.id("made");
        proxy.heal();
        node.ready("made");
        assertThat(node.id("made")).isEqualTo(id);
        assertThat(creations("made")).hasSize(1);
    }

    @Test
    @Proves("F13")
    void what_a_proxy_forbids_is_said_and_not_asked_for_over_and_over() {
        proxy.spoil(Fault.FORBIDDEN, "POST /containers/create.*");
        node.wants(ServiceText.named("barred"));
        node.tells("name=barred", "Request forbidden by administrative rules");
        assertThat(creations("barred")).hasSizeLessThan(10);
        proxy.heal();
        node.ready("barred");
    }

    private void killed(String service) {
        node.client().call("POST", "/containers/" + node.containerName(service) + "/kill");
    }

    private long lostSoFar() {
        return node.operator().lines().stream()
                .filter(line -> line.contains("msg=\"engine lost\""))
                .count();
    }

    private static List<String> creations(String service) {
        return proxy.mutations().stream()
                .filter(call -> call.startsWith("POST /containers/create") && call.contains("wire-" + service + "-1"))
                .toList();
    }

    private int threads() {
        try (var threads = Files.list(Path.of("/proc/" + node.operator().pid(), "task"))) {
            return (int) threads.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
