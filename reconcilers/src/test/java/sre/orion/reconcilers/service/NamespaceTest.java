package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelContainer;

class NamespaceTest {
    @TestFactory
    Stream<DynamicTest> follows_the_container_whose_namespace_it_shares() {
        return byEngine(byParent(new Table("service-namespaces"))).tests();
    }

    private static Table byParent(Table table) {
        return table.text(
                        "the parent is not there",
                        () -> next(host(NEW, client("app:1")).put(vpn("checked:1")), client("app:1")))
                .text("the parent is starting", () -> {
                    Host host = host(NEW, vpn("checked:1"), client("app:1"));
                    host.pass();
                    host.pass();
                    return next(host, client("app:1"));
                })
                .text(
                        "the parent is ready",
                        () -> next(pair().drop(client("app:1")).put(client("app:2")), client("app:2")))
                .text("the parent was restarted and is starting", () -> {
                    Host host = pair();
                    Hands.restart(host, VPN);
                    return next(host, client("app:1"));
                })
                .text("the parent was restarted and is ready", () -> {
                    Host host = pair();
                    Hands.restart(host, VPN);
                    host.engine.pass(Duration.ofSeconds(5));
                    return next(host, client("app:1"));
                })
                .text("the parent was made anew by its spec and is ready", () -> {
                    Host host = pair().put(vpn("checked:2"));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(5));
                    return next(host, client("app:1"));
                })
                .text("the parent was removed by hand", () -> {
                    Host host = pair();
                    Hands.remove(host, VPN);
                    return next(host, client("app:1"));
                })
                .text("the parent was made anew and the child's new container was no good", () -> {
                    Host host = pair().put(client("crash:1"))
                            .converge()
                            .put(vpn("checked:2"))
                            .converge();
                    host.pass();
                    return next(host, client("crash:1"));
                })
                .text("the parent was stopped", () -> {
                    Host host = pair();
                    Hands.kill(host, VPN);
                    return next(host, client("app:1"));
                })
                .text("the parent was stopped and started", () -> {
                    Host host = pair();
                    Hands.kill(host, VPN);
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(5));
                    return next(host, client("app:1"));
                });
    }

    private static Table byEngine(Table table) {
        return table.text("the engine was restarted and neither is back", () -> {
                    Host host = pair();
                    host.engine.restart();
                    return next(host, vpn("checked:1")) + next(host, client("app:1"));
                })
                .text("the engine was restarted and the child was first", () -> {
                    Host host = pair();
                    host.engine.restart();
                    ModelContainer client = host.engine.get("cortex-client-1");
                    client.status = Status.RUNNING;
                    client.startedAt = host.engine.now;
                    host.engine.pass(Duration.ofSeconds(1));
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(5));
                    return next(host, client("app:1"));
                })
                .text("the machine was restarted", () -> {
                    Host host = pair();
                    host.engine.restart();
                    host.forget();
                    host.pass();
                    host.engine.pass(Duration.ofSeconds(5));
                    return next(host, client("app:1"));
                })
                .text("somebody else's container is named and not there", () -> next(host(NEW, foreign()), foreign()));
    }

    private static final String VPN = "cortex-vpn-1";

    private static Resource<ServiceSpec> vpn(String image) {
        return service("vpn", "{image: '" + image + "', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> client(String image) {
        return service("client", "{image: '" + image + "', network_mode: 'service:vpn'}");
    }

    private static Resource<ServiceSpec> foreign() {
        return service("client", "{image: 'app:1', network_mode: 'container:tunnel'}");
    }

    private static Host pair() {
        return running(vpn("checked:1"), client("app:1"));
    }
}
