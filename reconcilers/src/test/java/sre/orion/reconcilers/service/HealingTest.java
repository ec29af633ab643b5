package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.WEB;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.HealSpec;
import sre.orion.api.kind.RolloutSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState.Health;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelContainer;

class HealingTest {
    @TestFactory
    Stream<DynamicTest> heals_what_is_as_wanted() {
        return others(crashing(unhealthy(ended(new Table("service-healing"))))).tests();
    }

    private static Table ended(Table table) {
        return table.web("nothing happened", host -> {})
                .web("it was killed", host -> Hands.kill(host, WEB))
                .web("it was removed", host -> Hands.remove(host, WEB))
                .web("it was paused", host -> Hands.pause(host, WEB))
                .web("it is being removed", host -> host.engine.get(WEB).status = Status.REMOVING)
                .web("it is dead", host -> host.engine.get(WEB).status = Status.DEAD)
                .web("the history was lost", Host::forget)
                .web("the history was lost and it was killed", host -> Hands.kill(host.forget(), WEB))
                .web("it was killed for want of memory", host -> {
                    Hands.kill(host, WEB);
                    host.engine.get(WEB).outOfMemory = true;
                });
    }

    private static Table unhealthy(Table table) {
        return table.text("it has just been started", () -> {
                    Host host = host(NEW, web("app:1"));
                    host.pass();
                    return next(host, web("app:1"));
                })
                .text("its health check has not answered yet", () -> {
                    Host host = host(NEW, web("checked:1"));
                    host.pass();
                    return next(host, web("checked:1"));
                })
                .service("it is healthy", web("checked:1"), host -> {})
                .service("it is unhealthy", web("checked:1"), host -> host.engine.get(WEB).health = Health.UNHEALTHY)
                .text("it is unhealthy within its grace", () -> {
                    var patient = service(
                            "web", "{image: 'sick:1', networks: {front: null}}", grace(), RolloutSpec.DEFAULT, false);
                    Host host = host(NEW, patient);
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(5));
                    return next(host, patient);
                })
                .text("it is unhealthy again after one restart", () -> unhealthyAfter(1, Duration.ofSeconds(5)))
                .text(
                        "it is unhealthy again after one restart and a wait",
                        () -> unhealthyAfter(1, Duration.ofSeconds(12)))
                .text("it is unhealthy after all attempts", () -> unhealthyAfter(5, Duration.ofSeconds(5)))
                .text(
                        "it is unhealthy after all attempts and ten minutes",
                        () -> unhealthyAfter(5, Duration.ofMinutes(11)));
    }

    private static Table crashing(Table table) {
        return table.service("the engine restarts it", web("app:1", ", restart: 'always'"), host -> {
                    ModelContainer web = host.engine.get(WEB);
                    web.status = Status.RESTARTING;
                    web.finishedAt = host.engine.now;
                    web.exitCode = 1;
                    web.restartCount = 1;
                })
                .service("the engine restarts it again and again", web("app:1", ", restart: 'always'"), host -> {
                    ModelContainer web = host.engine.get(WEB);
                    web.status = Status.RESTARTING;
                    web.finishedAt = host.engine.now;
                    web.exitCode = 1;
                    web.restartCount = 7;
                })
                .text("it ended within ten seconds", () -> {
                    Host host = host(NEW, web("crash:1"));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(3));
                    return next(host, web("crash:1"));
                })
                .text("it ended within ten seconds and has waited", () -> {
                    Host host = host(NEW, web("crash:1"));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(3));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(10));
                    return next(host, web("crash:1"));
                })
                .text("a dependency with restart was made anew", () -> {
                    Host host = host(NEW, db("checked:1"), restarting()).converge();
                    host.put(db("checked:2"));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(4));
                    return next(host, restarting());
                });
    }

    private static Table others(Table table) {
        return table.text("a container of Compose is taken over", () -> {
                    Host host = running(web("app:1"));
                    adopt(host);
                    return next(host.forget(), web("app:1"));
                })
                .text("a second container of Compose is left alone", () -> {
                    Host host = running(web("app:1"));
                    host.engine.foreign("cortex-web-2", compose(), "app:1");
                    return next(host, web("app:1")) + host.look(web("app:1")).differences() + "\n";
                })
                .text("a second container of Orion is removed", () -> {
                    Host host = running(web("app:1"));
                    Map<String, String> labels = compose();
                    labels.put(Labels.OWNER, "cortex/Service/web");
                    host.engine.foreign("cortex-web-2", labels, "app:1");
                    return next(host, web("app:1"));
                })
                .text("the tag names another image by now", () -> {
                    Host host = running(web("app:1"));
                    host.engine.move("app:1");
                    return next(host, web("app:1"));
                })
                .text("the tag still names another image", () -> {
                    Host host = running(web("app:1"));
                    host.engine.move("app:1");
                    host.pass();
                    return next(host, web("app:1"));
                })
                .text("the engine does not answer", () -> {
                    Host host = running(web("app:1"));
                    return sre.orion.reconcilers.model.ReconcilerContract.text(host.look(
                            web("app:1").key(),
                            new sre.orion.api.observation.NodeObservation(
                                    host.observation().revision(),
                                    new sre.orion.api.observation.Observed.Unknown<>("connection refused"),
                                    "/compose-out")));
                });
    }

    private static HealSpec grace() {
        return new HealSpec(Duration.ofSeconds(30), 5, Duration.ofSeconds(10), Duration.ofSeconds(300));
    }

    private static Resource<ServiceSpec> db(String image) {
        return service("db", "{image: '" + image + "', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> restarting() {
        return service(
                "web",
                "{image: 'app:1', networks: {front: null}, depends_on: {db: {condition: 'service_healthy', restart: true, required: true}}}");
    }

    /** Restarted so often, and unhealthy again so long after the last start. */
    private static String unhealthyAfter(int restarts, Duration since) {
        Host host = host(NEW, web("sick:1"));
        host.pass();
        while (host.status(web("sick:1")).memory().unhealthyRestarts() < restarts) {
            host.engine.pass(Duration.ofSeconds(20));
            host.pass();
        }
        host.engine.pass(since);
        return next(host, web("sick:1"));
    }

    private static Map<String, String> compose() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(Labels.PROJECT, "cortex");
        labels.put(Labels.SERVICE, "web");
        return labels;
    }

    /** Takes Orion's labels off, so that the container looks like Compose's. */
    private static void adopt(Host host) {
        ModelContainer web = host.engine.get(WEB);
        Map<String, String> labels = new TreeMap<>(web.container.labels());
        labels.keySet().removeIf(key -> key.startsWith(Labels.ORION_PREFIX));
        web.relabel(labels);
    }
}
