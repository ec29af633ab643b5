package sre.orion.reconcilers;

import static org.assertj.core.api.Assertions.assertThat;
import static sre.orion.reconcilers.model.Specs.network;
import static sre.orion.reconcilers.model.Specs.node;
import static sre.orion.reconcilers.model.Specs.service;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelContainer;
import sre.orion.reconcilers.model.Scenario;

/** Hosts to which anything happens in any order end well all the same. One seed alone: {@code -Dorion.seed=7}. */
class GeneratedTest {
    private static final int SEEDS = 40;
    private static final int EVENTS = 12;
    private static final List<String> IMAGES =
            List.of("app:1", "app:2", "checked:1", "crash:1", "sick:1", "unstartable:1", "refused:1");

    static LongStream seeds() {
        Long one = Long.getLong("orion.seed");
        return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ends_well_after_anything(long seed) {
        var random = new Random(seed);
        var host = new Host(random.nextBoolean() ? 41 : 51, network("front"), network("back"), node());
        host.put(web("app:1")).put(vpn("checked:1")).put(client("app:1"));
        host.converge();
        int before = host.log.size();
        for (int event = 0; event < EVENTS; event++) {
            happen(host, random);
        }
        try {
            host.hold();
            host.put(network("front")).put(web("app:2")).put(vpn("checked:2")).put(client("app:2"));
            host.converge(Duration.ofMinutes(12));
            assertThat(host.engine.violations).isEmpty();
            assertThat(Scenario.outcome(host))
                    .containsExactly("client runs app:2", "vpn runs checked:2", "web runs app:2");
            assertThat(host.engine.containers.values()).noneMatch(container -> container.name.contains("-orion-"));
        } catch (AssertionError failure) {
            String log = String.join("\n", host.log.subList(before, host.log.size()));
            throw new AssertionError("seed " + seed + ":\n" + log, failure);
        }
    }

    private static void happen(Host host, Random random) {
        List<ModelContainer> all = List.copyOf(host.engine.containers.values());
        String any = all.isEmpty() ? "" : all.get(random.nextInt(all.size())).name;
        int what = random.nextInt(16);
        switch (what) {
            case 0 -> host.put(web(IMAGES.get(random.nextInt(IMAGES.size()))));
            case 1 -> host.put(vpn(IMAGES.get(random.nextInt(IMAGES.size()))));
            case 2 -> host.put(network("front", random.nextBoolean() ? "internal: true" : ""));
            case 3 -> host.forget();
            case 4 -> host.engine.restart();
            case 5 ->
                host.hold(new Hold(
                        Hold.Level.STOPPED,
                        Hold.Cause.BACKUP_QUIESCE,
                        "a test holds it",
                        web("app:1").key()));
            case 6 -> host.hold();
            case 7, 8, 9, 10 -> hand(host, any, random);
            default -> {
                host.dieAfter(random.nextInt(8));
                host.pass();
            }
        }
        host.engine.pass(Duration.ofSeconds(random.nextInt(15)));
        host.pass();
    }

    private static void hand(Host host, String name, Random random) {
        if (name.isEmpty()) {
            return;
        }
        boolean runs = host.engine.get(name).status == Status.RUNNING;
        switch (random.nextInt(6)) {
            case 0 -> Hands.kill(host, name);
            case 1 -> Hands.remove(host, name);
            case 2 -> Hands.memory(host, name, 90_000_000);
            case 3 -> {
                if (runs) {
                    Hands.pause(host, name);
                }
            }
            case 4 -> {
                if (host.engine.find("mine").isEmpty()) {
                    Hands.rename(host, name, "mine");
                }
            }
            default -> {
                if (!host.engine.get(name).endpoints.isEmpty()) {
                    Hands.disconnect(host, name);
                }
            }
        }
    }

    private static Resource<ServiceSpec> web(String image) {
        return service("web", "{image: '" + image + "', networks: {front: {aliases: ['www']}, back: null}}");
    }

    private static Resource<ServiceSpec> vpn(String image) {
        return service("vpn", "{image: '" + image + "', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> client(String image) {
        return service("client", "{image: '" + image + "', network_mode: 'service:vpn'}");
    }
}
