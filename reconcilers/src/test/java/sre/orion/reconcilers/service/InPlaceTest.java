package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.WEB;
import static sre.orion.reconcilers.service.Table.host;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;
import static sre.orion.reconcilers.service.Table.web;

import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelContainer;
import sre.orion.reconcilers.model.Specs;

class InPlaceTest {
    @TestFactory
    Stream<DynamicTest> changes_what_can_be_changed() {
        return new Table("service-in-place")
                .web("it was renamed", host -> Hands.rename(host, WEB, "mine"))
                .web("it was disconnected", host -> Hands.disconnect(host, WEB))
                .web("its aliases were changed", host -> {
                    ModelContainer web = host.engine.get(WEB);
                    web.endpoints.put("cortex_front", web.endpoints.get("cortex_back"));
                })
                .web("it was connected to another network", host -> {
                    ModelContainer web = host.engine.get(WEB);
                    web.endpoints.put("somewhere", web.endpoints.get("cortex_back"));
                })
                .service(
                        "its memory was changed",
                        web("app:1", ", mem_limit: 10000000"),
                        host -> Hands.memory(host, WEB, 90_000_000))
                .web("it was given a limit", host -> Hands.memory(host, WEB, 90_000_000))
                .text("the spec asks for another limit", () -> {
                    Resource<ServiceSpec> more = web("app:1", ", mem_limit: 20000000, cpus: 0.5, restart: 'always'");
                    return next(running(web("app:1", ", mem_limit: 10000000")).put(more), more);
                })
                .text("the spec asks for another alias", () -> {
                    Resource<ServiceSpec> more = service(
                            "web", "{image: 'app:1', networks: {front: {aliases: ['www', 'site']}, back: null}}");
                    return next(running(web("app:1")).put(more), more);
                })
                .text("the spec asks for another network", () -> {
                    Resource<ServiceSpec> more = service(
                            "web", "{image: 'app:1', networks: {front: {aliases: ['www']}, back: null, side: null}}");
                    Host host = running(web("app:1")).put(Specs.network("side"));
                    host.pass();
                    return next(host.put(more), more);
                })
                .text("the spec asks for another name", () -> {
                    Resource<ServiceSpec> named = web("app:1", ", container_name: 'www'");
                    return next(running(web("app:1")).put(named), named);
                })
                .text("the name it should have is somebody else's", () -> {
                    Resource<ServiceSpec> named = web("app:1", ", container_name: 'www'");
                    Host host = running(web("app:1")).put(named);
                    host.engine.foreign("www", new TreeMap<>(), "app:1");
                    return next(host, named);
                })
                .text("the same in another order is no difference", () -> {
                    Host host =
                            running(web("app:1", ", cap_add: ['NET_ADMIN', 'CAP_SYS_TIME'], group_add: ['a', 'b']"));
                    Resource<ServiceSpec> other =
                            web("app:1", ", cap_add: ['SYS_TIME', 'cap_net_admin'], group_add: ['b', 'a']");
                    return next(host.put(other), other);
                })
                .tests();
    }
}
