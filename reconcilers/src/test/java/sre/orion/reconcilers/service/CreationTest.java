package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.NEW;
import static sre.orion.reconcilers.service.Table.OLD;
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
import sre.orion.reconcilers.model.Host;

class CreationTest {
    @TestFactory
    Stream<DynamicTest> makes_what_is_not_there() {
        return dependencies(failures(objects(new Table("service-creation")))).tests();
    }

    private static Table objects(Table table) {
        return table.text("nothing is there", () -> next(ready(NEW, web("app:1")), web("app:1")))
                .text(
                        "an old engine attaches to further networks after create",
                        () -> next(ready(OLD, web("app:1")), web("app:1")))
                .text("a network is not there yet", () -> next(host(NEW, web("app:1")), web("app:1")))
                .text("a volume is not there yet", () -> next(ready(NEW, withVolume()), withVolume()))
                .text("the image is not here", () -> next(ready(NEW, web("app:9")), web("app:9")))
                .text("the image must never be pulled", () -> next(ready(NEW, never()), never()))
                .text("the image is built and not here", () -> next(ready(NEW, built()), built()))
                .text("the image has a name, is built, and not here", () -> next(ready(NEW, builtAs()), builtAs()))
                .text("the image is pulled always", () -> next(ready(NEW, always()), always()));
    }

    private static Table failures(Table table) {
        return table.text("the pull has failed", () -> {
                    Host host = ready(NEW, web("app:9"));
                    host.pass();
                    return next(host, web("app:9"));
                })
                .text("the name is somebody else's", () -> {
                    Host host = ready(NEW, web("app:1"));
                    host.engine.foreign(WEB, new TreeMap<>(), "app:1");
                    return next(host, web("app:1"));
                })
                .text("the engine refuses it", () -> {
                    Host host = ready(NEW, web("refused:1"));
                    host.pass();
                    return next(host, web("refused:1"));
                })
                .text("the engine cannot start it", () -> {
                    Host host = ready(NEW, web("unstartable:1"));
                    host.pass();
                    return next(host, web("unstartable:1"));
                })
                .text("it was made and never started", () -> {
                    Host host = ready(NEW, web("app:1"));
                    host.dieAfter(1).pass();
                    return next(host, web("app:1"));
                })
                .text("an old engine was cut off between create and connect", () -> {
                    Host host = ready(OLD, web("app:1"));
                    host.dieAfter(1).pass();
                    return next(host, web("app:1"));
                })
                .text("its spec asks for what Orion cannot do", () -> next(ready(NEW, inline()), inline()))
                .text("another container of it cannot be inspected", () -> {
                    Host host = running(web("app:1"));
                    return sre.orion.reconcilers.model.ReconcilerContract.text(
                            host.look(web("app:1").key(), host.blindTo(WEB)));
                });
    }

    private static Table dependencies(Table table) {
        return table.text(
                        "a dependency has not been started",
                        () -> next(ready(NEW, db("app:1"), dependent("service_started")), dependent("service_started")))
                .text("a dependency is not healthy", () -> {
                    Host host = ready(NEW, db("sick:1"), dependent("service_healthy"));
                    host.pass();
                    return next(host, dependent("service_healthy"));
                })
                .text("a dependency has no health check", () -> {
                    Host host = ready(NEW, db("app:1"), dependent("service_healthy"));
                    host.pass();
                    return next(host, dependent("service_healthy"));
                })
                .text("its restart and its ports are no such thing", () -> {
                    Resource<ServiceSpec> odd =
                            web("refused:1", ", restart: 'on-failure:many', expose: ['1-99999999999', 'http']");
                    Host host = ready(NEW, odd);
                    host.pass();
                    return next(host, odd);
                })
                .text("a dependency has not completed", () -> {
                    Host host = ready(NEW, job("job:1"), dependent("service_completed_successfully"));
                    host.pass();
                    return next(host, dependent("service_completed_successfully"));
                })
                .text("a dependency has completed", () -> {
                    Host host = host(NEW, job("job:1")).converge();
                    host.put(dependent("service_completed_successfully"));
                    return next(host, dependent("service_completed_successfully"));
                })
                .text("a dependency has completed for an older spec", () -> {
                    Host host = host(NEW, job("job:1")).converge();
                    host.put(dependent("service_completed_successfully")).put(job("job:2"));
                    return next(host, dependent("service_completed_successfully"));
                })
                .text("a dependency that is not required is missing", () -> next(ready(NEW, optional()), optional()));
    }

    /** A host whose networks are there. */
    private static Host ready(int api, Resource<?>... specs) {
        Host host = host(api);
        host.pass();
        for (Resource<?> spec : specs) {
            host.put(spec);
        }
        return host;
    }

    private static Resource<ServiceSpec> withVolume() {
        return service(
                "web",
                "{image: 'app:1', networks: {front: null}, volumes: [{type: 'volume', source: 'data', target: '/data'}]}");
    }

    private static Resource<ServiceSpec> never() {
        return service("web", "{image: 'app:9', pull_policy: 'never', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> built() {
        return service("web", "{build: {context: '.'}, networks: {front: null}}");
    }

    private static Resource<ServiceSpec> builtAs() {
        return service("web", "{image: 'app:9', build: {context: '.'}, networks: {front: null}}");
    }

    private static Resource<ServiceSpec> always() {
        return service("web", "{image: 'app:1', pull_policy: 'always', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> inline() {
        return service("web", "{image: 'app:1', configs: [{source: 'motd'}], networks: {front: null}}");
    }

    private static Resource<ServiceSpec> db(String image) {
        return service("db", "{image: '" + image + "', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> job(String image) {
        return service("db", "{image: '" + image + "', restart: 'no', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> dependent(String condition) {
        return service(
                "web",
                "{image: 'app:1', networks: {front: null}, depends_on: {db: {condition: '" + condition
                        + "', restart: false, required: true}}}");
    }

    private static Resource<ServiceSpec> optional() {
        return service(
                "web",
                "{image: 'app:1', networks: {front: null}, depends_on: {db: {condition: 'service_healthy', restart: false, required: false}}}");
    }
}
