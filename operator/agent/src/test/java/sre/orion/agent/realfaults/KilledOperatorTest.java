package sre.orion.agent.realfaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sre.orion.agent.endtoend.NodeTest;
import sre.orion.agent.endtoend.Proves;
import sre.orion.agent.endtoend.ServiceText;
import sre.orion.agent.endtoend.TestNode;
import sre.orion.fixtures.engine.FixtureClient;
import sre.orion.fixtures.engine.PrivateEngine;
import sre.orion.fixtures.engine.PrivateEngine.Flavour;

/** The operator is killed at random points of a roll-out and of what goes with it, and the next one ends where it would have. */
@OnOneEngine(Flavour.SID)
class KilledOperatorTest extends NodeTest {
    private static final int LONGEST_MILLIS = 2500;

    private final FixtureClient client = node.client();

    KilledOperatorTest(Flavour flavour) {
        super(() -> TestNode.on(PrivateEngine.shared(flavour), "killed")
                .wants(ServiceText.named("bystander"))
                .up("--resync", "3s")
                .ready("bystander"));
    }

    @Test
    @Proves("F65")
    void killed_ten_times() throws InterruptedException {
        killed(10, 1);
    }

    @Test
    @Tag("long")
    @Proves("F65")
    void killed_a_hundred_times() throws InterruptedException {
        killed(100, 2);
    }

    private void killed(int times, long seed) throws InterruptedException {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        String bystander = node.startedAt("bystander");
        for (int round = 1; round <= times; round++) {
            int millis = random.nextInt(LONGEST_MILLIS);
            wants(round);
            TimeUnit.MILLISECONDS.sleep(millis);
            node.operator().kill();
            node.up("--resync", "3s");
            assertEnd("round %d, killed after %d ms".formatted(round, millis), round);
            assertThat(node.startedAt("bystander")).isEqualTo(bystander);
        }
    }

    /** Each round changes a service that has a volume, and makes or removes another; removing more at once would ask a person. */
    private void wants(int round) {
        node.wants(ServiceText.named("web").with("environment: {ROUND: '" + round + "'}", "volumes: ['/scratch']"));
        node.wants("Network", "passing", "{}");
        if (odd(round)) {
            node.wants(ServiceText.named("guest").with("networks: [passing]"));
        } else {
            node.wantsNoMore("guest");
        }
    }

    private void assertEnd(String what, int round) {
        List<String> containers = odd(round)
                ? List.of("killed-bystander-1", "killed-guest-1", "killed-web-1")
                : List.of("killed-bystander-1", "killed-web-1");
        node.eventually(() -> {
            assertThat(node.containers()).as(what).isEqualTo(containers);
            assertThat(node.container("web").at("/Config/Env").toString())
                    .as(what)
                    .contains("ROUND=" + round + "\"");
            assertThat(networks()).as(what).containsExactly("killed_passing");
            assertThat(volumes())
                    .as(what + ": one anonymous volume, carried on")
                    .isEqualTo(1);
        });
        node.ready("bystander", "web");
        if (odd(round)) {
            node.ready("guest");
        }
    }

    private List<String> networks() {
        return client.get("/networks")
                .valueStream()
                .map(network -> network.path("Name").asString())
                .filter(name -> name.startsWith("killed_") && !name.equals("killed_default"))
                .toList();
    }

    private long volumes() {
        return node.containers().stream()
                .flatMap(name -> client.get("/containers/" + name + "/json")
                        .path("Mounts")
                        .valueStream())
                .count();
    }

    private static boolean odd(int round) {
        return round % 2 == 1;
    }
}
