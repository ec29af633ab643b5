package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.Specs;

class HoldingTest {
    @TestFactory
    Stream<DynamicTest> keeps_what_is_held() {
        return released(held(new Table("service-holds"))).tests();
    }

    private static Table held(Table table) {
        return table.text("a hold stops it", () -> held(stop("the tunnel is not proven")))
                .text("a hold pauses it", () -> held(pause()))
                .text("the first cause goes first", () -> held(pause(), stop("the tunnel is not proven")))
                .text("it is stopped and held", () -> {
                    Host host = running(web("app:1")).hold(stop("the tunnel is not proven"));
                    host.pass();
                    return next(host, web("app:1"));
                })
                .text("it is held and the spec changes", () -> {
                    Host host = running(web("app:1")).hold(stop("the tunnel is not proven"));
                    host.pass();
                    return next(host.put(web("app:2")), web("app:2"));
                })
                .text("it is held in the middle of a roll-out", () -> {
                    Host host = running(web("app:1")).put(web("checked:1"));
                    host.pass();
                    return next(host.hold(stop("the tunnel is not proven")), web("checked:1"));
                });
    }

    private static Table released(Table table) {
        return table.text("the hold in the middle of a roll-out is over", () -> {
                    Host host = running(web("app:1")).put(web("checked:1"));
                    host.pass();
                    host.hold(stop("the tunnel is not proven")).pass();
                    return next(host.hold(), web("checked:1"));
                })
                .text("the hold is over", () -> {
                    Host host = running(web("app:1")).hold(stop("the tunnel is not proven"));
                    host.pass();
                    return next(host.hold(), web("app:1"));
                })
                .text("the pause is over", () -> {
                    Host host = running(web("app:1")).hold(pause());
                    host.pass();
                    return next(host.hold(), web("app:1"));
                })
                .text("a hold on a running job is over", () -> {
                    Resource<ServiceSpec> job =
                            service("web", "{image: 'app:1', restart: 'no', networks: {front: null}}");
                    Host host = running(job).hold(stop("the tunnel is not proven"));
                    host.pass();
                    return next(host.hold(), job);
                })
                .text("a hold on a completed job is over", () -> {
                    Resource<ServiceSpec> job =
                            service("web", "{image: 'job:1', restart: 'no', networks: {front: null}}");
                    Host host = running(job).hold(stop("the tunnel is not proven"));
                    host.pass();
                    return next(host.hold(), job);
                })
                .text("it is suspended", () -> {
                    Host host = running(web("app:1"));
                    Resource<ServiceSpec> suspended = Specs.suspended(web("app:1"));
                    return next(host.put(suspended), suspended);
                })
                .text("it is suspended and has no container", () -> {
                    Resource<ServiceSpec> suspended = Specs.suspended(web("app:1"));
                    return next(host(NEW, suspended), suspended);
                });
    }

    private static String held(Hold... holds) {
        return next(running(web("app:1")).hold(holds), web("app:1"));
    }

    private static Hold stop(String reason) {
        return new Hold(
                Hold.Level.STOPPED,
                Hold.Cause.VPN_NOT_PROVEN,
                reason,
                web("app:1").key());
    }

    private static Hold pause() {
        return new Hold(
                Hold.Level.PAUSED,
                Hold.Cause.BACKUP_QUIESCE,
                "a backup reads its files",
                web("app:1").key());
    }
}
