package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.service.Table.WEB;
import static sre.orion.reconcilers.service.Table.next;
import static sre.orion.reconcilers.service.Table.running;

import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState.Health;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelContainer;

/** What {@code restart: "no"} means: made and started once per spec. */
class JobTest {
    @TestFactory
    Stream<DynamicTest> runs_once_per_spec() {
        return specs(ended(new Table("service-jobs"))).tests();
    }

    private static Table ended(Table table) {
        return table.service("it has completed", job("job:1"), host -> {})
                .service("it has failed", job("crash:1"), host -> {})
                .service("it was killed", job("app:1"), host -> Hands.kill(host, WEB))
                .service("the engine was restarted", job("app:1"), host -> host.engine.restart())
                .service("it was removed", job("job:1"), host -> Hands.remove(host, WEB))
                .service("its history was lost", job("job:1"), Host::forget)
                .service("it is unhealthy", job("checked:1"), host -> host.engine.get(WEB).health = Health.UNHEALTHY)
                .text("Compose ran it", () -> {
                    Host host = running(job("crash:1"));
                    ModelContainer web = host.engine.get(WEB);
                    var labels = new TreeMap<>(web.container.labels());
                    labels.keySet().removeIf(key -> key.startsWith(Labels.ORION_PREFIX));
                    web.relabel(labels);
                    return next(host.forget(), job("crash:1"));
                });
    }

    private static Table specs(Table table) {
        return table.text("its command changes", () -> changed(job("job:1"), job("job:1", ", command: ['again']")))
                .text("its limit changes", () -> changed(job("job:1"), job("job:1", ", mem_limit: 10000000")))
                .text(
                        "its limit changes as it runs",
                        () -> changed(job("app:1"), job("app:1", ", mem_limit: 10000000")))
                .text("it shares a namespace and the parent is made anew", () -> {
                    Host host = running(vpn("app:1"), inside());
                    host.put(vpn("app:2")).converge();
                    return next(host, inside()) + host.look(inside()).differences() + "\n";
                })
                .text("who waits for it goes ahead after a change in place", () -> {
                    Host host = running(job("app:1"));
                    host.put(job("app:1", ", mem_limit: 10000000")).converge();
                    Hands.kill(host, WEB);
                    host.engine.get(WEB).exitCode = 0;
                    host.put(waiting());
                    host.pass();
                    return next(host, waiting());
                });
    }

    private static String changed(Resource<ServiceSpec> before, Resource<ServiceSpec> after) {
        return next(running(before).put(after), after);
    }

    private static Resource<ServiceSpec> job(String image) {
        return job(image, "");
    }

    private static Resource<ServiceSpec> job(String image, String rest) {
        return service("web", "{image: '" + image + "', restart: 'no', networks: {front: null}" + rest + "}");
    }

    private static Resource<ServiceSpec> vpn(String image) {
        return service("vpn", "{image: '" + image + "', networks: {front: null}}");
    }

    private static Resource<ServiceSpec> inside() {
        return service("web", "{image: 'job:1', restart: 'no', network_mode: 'service:vpn'}");
    }

    private static Resource<ServiceSpec> waiting() {
        return service(
                "later",
                "{image: 'app:1', networks: {front: null}, depends_on: {web: {condition: 'service_completed_successfully', restart: false, required: true}}}");
    }
}
