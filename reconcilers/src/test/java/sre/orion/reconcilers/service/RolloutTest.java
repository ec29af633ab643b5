package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.OLD;
import static sre.orion.reconcilers.service.Table.WEB;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.kind.HealSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelEngine.Behaviour;
import sre.orion.reconcilers.model.Specs;

class RolloutTest {
    @TestFactory
    Stream<DynamicTest> replaces_what_cannot_be_changed() {
        return startingFirst(cutOff(failed(underWay(begun(new Table("service-rollout"))))))
                .tests();
    }

    private static Table begun(Table table) {
        return table.text("a new image", () -> changed(web("app:2")))
                .text("a new image on an old engine", () -> {
                    Host host = host(OLD, web("app:1")).converge();
                    return next(host.put(web("app:2")), web("app:2"));
                })
                .text("a new image that is not here", () -> changed(web("app:9")))
                .text("a new image whose pull has failed", () -> {
                    Host host = running(web("app:1")).put(web("app:9"));
                    host.pass();
                    return next(host, web("app:9"));
                })
                .text(
                        "environment, labels and ports",
                        () -> changed(
                                web(
                                        "app:1",
                                        ", environment: {TOKEN: 'geheim'}, labels: {a: 'b'}, ports: [{target: 80, published: '8080', protocol: 'tcp'}]")))
                .text("a limit that goes", () -> {
                    Host host = running(web("app:1", ", mem_limit: 10000000"));
                    return next(host.put(web("app:1")), web("app:1"));
                })
                .text("the first network goes", () -> {
                    Resource<ServiceSpec> one = service("web", "{image: 'app:1', networks: {front: null}}");
                    return next(running(web("app:1")).put(one), one);
                })
                .text(
                        "what Orion cannot do, in a spec that needs no other container",
                        () -> changed(web("app:1", ", use_api_socket: true")))
                .text("what Orion cannot do, beside a new image", () -> changed(web("app:2", ", use_api_socket: true")))
                .text("it is stopped when the spec changes", () -> {
                    Host host = running(web("app:1"));
                    Hands.kill(host, WEB);
                    return next(host.put(web("app:2")), web("app:2"));
                })
                .text("an image that moved and is to be rolled out", () -> {
                    Resource<ServiceSpec> rolling = service(
                            "web",
                            "{image: 'app:1', networks: {front: null}}",
                            HealSpec.DEFAULT,
                            Specs.rollMovedImages(),
                            false);
                    Host host = running(rolling);
                    host.engine.move("app:1");
                    return next(host, rolling);
                });
    }

    private static Table underWay(Table table) {
        return table.text("the new one has just been started", () -> under(web("app:2"), 1, Duration.ZERO))
                .text("the new one is ready", () -> under(web("app:2"), 1, Duration.ofSeconds(4)))
                .text("the new one ended", () -> under(web("crash:1"), 1, Duration.ofSeconds(4)))
                .text("the engine is restarted before the new one is ready", () -> {
                    Host host = running(web("app:1")).put(web("checked:1"));
                    host.pass();
                    return next(host.restartEngine(), web("checked:1"));
                })
                .text("the new one is unhealthy", () -> under(web("sick:1"), 1, Duration.ofSeconds(4)))
                .text("the new one cannot be started", () -> under(web("unstartable:1"), 1, Duration.ZERO))
                .text("the new one is refused", () -> under(web("refused:1"), 1, Duration.ZERO))
                .text("the new one was refused and the spec is mended at once", () -> {
                    Host host = running(web("app:1")).put(web("refused:1"));
                    host.pass();
                    return next(host.put(web("app:2")), web("app:2"));
                })
                .text("the new one is never ready", () -> {
                    Host host = running(web("app:1"));
                    host.engine.behaviours.put("checked:1", Behaviour.RUNS);
                    host.put(web("checked:1")).pass();
                    host.engine.pass(Duration.ofSeconds(601));
                    return next(host, web("checked:1"));
                });
    }

    /** What the engine could not remove blocks nothing: it gives its name away and is the Node's from then on. */
    @TestFactory
    Stream<DynamicTest> what_cannot_be_removed_is_out_of_the_way() {
        return new Table("service-dead")
                .text("the old one cannot be removed", () -> next(dead(0), web("app:2")))
                .text("it is out of the way", () -> next(dead(1), web("app:2")))
                .text("it is out of the way and the spec changes", () -> {
                    Host host = dead(1).put(web("app:1"));
                    return next(host, web("app:1"));
                })
                .tests();
    }

    /** The new container has been ready for a while, the old one is dead, and so many passes have seen it. */
    private static Host dead(int passes) {
        Host host = running(web("app:1")).put(web("app:2"));
        host.pass();
        host.engine.pass(Duration.ofSeconds(4));
        host.engine.get(WEB + "-orion-previous").status = Status.DEAD;
        for (int pass = 0; pass < passes; pass++) {
            host.pass();
        }
        return host;
    }

    private static Table failed(Table table) {
        return table.text("the old one is back", () -> {
                    Host host = running(web("app:1")).put(web("crash:1")).converge();
                    return next(host, web("crash:1"));
                })
                .text("the old one is back and was killed", () -> {
                    Host host = running(web("app:1")).put(web("crash:1")).converge();
                    host.engine.pass(Duration.ofMinutes(1));
                    Hands.kill(host, WEB);
                    return next(host, web("crash:1"));
                })
                .text("the old one is back, has not been started yet, and the spec is mended", () -> {
                    Host host = running(web("app:1")).put(web("crash:1"));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(4));
                    host.dieAfter(2).pass();
                    return next(host.put(web("app:2")), web("app:2"));
                })
                .text("the old one is back and the same is asked for once more", () -> {
                    Host host = running(web("app:1")).put(web("crash:1")).converge();
                    host.put(web("app:1")).converge();
                    return next(host.put(web("crash:1")), web("crash:1"));
                })
                .text("the old one is back and the spec is mended", () -> {
                    Host host = running(web("app:1")).put(web("crash:1")).converge();
                    return next(host.put(web("app:2")), web("app:2"));
                })
                .text("the spec goes back half way", () -> {
                    Host host = running(web("app:1")).put(web("sick:1"));
                    host.pass();
                    return next(host.put(web("app:1")), web("app:1"));
                })
                .text("the spec changes again half way", () -> {
                    Host host = running(web("app:1")).put(web("checked:1"));
                    host.pass();
                    return next(host.put(web("app:2")), web("app:2"));
                });
    }

    private static Table cutOff(Table table) {
        return table.text("cut off after the new one was made", () -> cut(1))
                .text("cut off after the old one was stopped", () -> cut(2))
                .text("cut off after the old one was renamed", () -> cut(3))
                .text("cut off after the new one was renamed", () -> cut(4))
                .text("cut off, and the engine brought the old one back", () -> {
                    Host host = running(web("app:1")).put(web("app:2")).dieAfter(4);
                    host.pass();
                    host.engine.get(WEB + "-orion-previous").status = Status.RUNNING;
                    return next(host, web("app:2"));
                })
                .text("the engine brings the old one back beside the new one", () -> {
                    Host host = running(web("app:1")).put(web("checked:1"));
                    host.pass();
                    host.engine.get(WEB + "-orion-previous").status = Status.RUNNING;
                    return next(host, web("checked:1"));
                })
                .text("the engine brings the failed one back beside the old one", () -> {
                    Host host = running(web("app:1")).put(web("sick:1"));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(4));
                    host.dieAfter(2).pass();
                    host.engine.get(WEB + "-orion-failed").status = Status.RUNNING;
                    return next(host, web("sick:1"));
                })
                .text("cut off, and the new one was removed by hand", () -> {
                    Host host = running(web("app:1")).put(web("app:2")).dieAfter(3);
                    host.pass();
                    Hands.remove(host, WEB + "-orion-next");
                    return next(host, web("app:2"));
                });
    }

    private static Table startingFirst(Table table) {
        return table.text("start first begins", () -> {
                    Host host = running(startFirst("light:1"));
                    return next(host.put(startFirst("light:2")), startFirst("light:2"));
                })
                .text("start first, and the new one is ready", () -> {
                    Host host = running(startFirst("light:1")).put(startFirst("light:2"));
                    host.engine.startFirst.add("web");
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(4));
                    return next(host, startFirst("light:2"));
                })
                .text("start first, and the new one gets sick", () -> {
                    Host host = running(startFirst("light:1")).put(startFirst("sick:1"));
                    host.engine.startFirst.add("web");
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(4));
                    return next(host, startFirst("sick:1"));
                })
                .text("start first where both would share a port", () -> {
                    Host host = running(sharing("app:1"));
                    return next(host.put(sharing("app:2")), sharing("app:2"));
                })
                .text("start first where the new one would take over an anonymous volume", () -> {
                    Host host = running(startFirst("checked:1"));
                    return next(host.put(startFirst("checked:2")), startFirst("checked:2"));
                })
                .text("start first in the network of another container", () -> {
                    Host host = running(service("vpn", "{image: 'app:1', networks: {front: null}}"), inside("light:1"));
                    return next(host.put(inside("light:2")), inside("light:2"));
                })
                .text("what the engine does not keep is not tried again", () -> {
                    Resource<ServiceSpec> odd = web("app:1", ", oom_score_adj: 5");
                    Host host = running(web("app:1")).put(odd);
                    host.pass();
                    host.engine.get(WEB).forgetOomScore();
                    host.converge();
                    return next(host, odd);
                });
    }

    /** The plan for a changed spec. */
    private static String changed(Resource<ServiceSpec> spec) {
        return next(running(web("app:1")).put(spec), spec);
    }

    /** What comes next so many passes into a roll-out. */
    private static String under(Resource<ServiceSpec> spec, int passes, Duration later) {
        Host host = running(web("app:1")).put(spec);
        for (int pass = 0; pass < passes; pass++) {
            host.pass();
        }
        host.engine.pass(later);
        return next(host, spec);
    }

    private static String cut(int steps) {
        Host host = running(web("app:1")).put(web("app:2")).dieAfter(steps);
        host.pass();
        return next(host.forget(), web("app:2"));
    }

    private static Resource<ServiceSpec> startFirst(String image) {
        return service(
                "web",
                "{image: '" + image + "', networks: {front: null}}",
                HealSpec.DEFAULT,
                Specs.startFirst(),
                false);
    }

    private static Resource<ServiceSpec> sharing(String image) {
        return service(
                "web",
                "{image: '" + image
                        + "', networks: {front: null}, ports: [{target: 80, published: '8080', protocol: 'tcp'}]}",
                HealSpec.DEFAULT,
                Specs.startFirst(),
                false);
    }

    private static Resource<ServiceSpec> inside(String image) {
        return service(
                "web",
                "{image: '" + image + "', network_mode: 'service:vpn'}",
                HealSpec.DEFAULT,
                Specs.startFirst(),
                false);
    }
}
