package sre.orion.reconcilers.service;

import static sre.orion.reconcilers.model.Specs.network;
import static sre.orion.reconcilers.model.Specs.node;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Golden;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ReconcilerContract;
import sre.orion.reconcilers.model.Specs;

/** Table is the base of the Service's cases: {@code web} on two networks, run for a minute, and one thing changed. */
final class Table {
    static final int NEW = 51;
    static final int OLD = 41;
    static final String WEB = "cortex-web-1";
    static final Duration MINUTE = Duration.ofMinutes(1);

    private final Golden golden;

    Table(String name) {
        golden = new Golden(name);
    }

    static Resource<ServiceSpec> web(String image) {
        return web(image, "");
    }

    static Resource<ServiceSpec> web(String image, String rest) {
        return Specs.service(
                "web", "{image: '" + image + "', networks: {front: {aliases: ['www']}, back: null}" + rest + "}");
    }

    static Host host(int api, Resource<?>... specs) {
        var host = new Host(api, network("front"), network("back"), node());
        for (Resource<?> spec : specs) {
            host.put(spec);
        }
        return host;
    }

    /** A host on which everything has run for a minute. */
    static Host running(Resource<?>... specs) {
        Host host = host(NEW, specs).converge();
        host.engine.pass(MINUTE);
        host.pass();
        return host;
    }

    /** Plan, conditions and events of the next pass over {@code web}, or over another Service. */
    static String next(Host host, Resource<ServiceSpec> service) {
        var result = host.look(service);
        var text = new StringBuilder(ReconcilerContract.text(result));
        for (Event event : result.events()) {
            text.append("! ").append(event.severity().text()).append(' ').append(event.reason());
            text.append(": ").append(event.note()).append('\n');
        }
        return text.append("~ ").append(result.requeue()).append('\n').toString();
    }

    /** A case: {@code web} has run for a minute, then something happens. */
    Table web(String name, Consumer<Host> happens) {
        return service(name, web("app:1"), happens);
    }

    /** A case of another spec that has run for a minute. */
    Table service(String name, Resource<ServiceSpec> service, Consumer<Host> happens) {
        return text(name, () -> {
            Host host = running(service);
            happens.accept(host);
            return next(host, service);
        });
    }

    /** A case of its own kind. */
    Table text(String name, Supplier<String> text) {
        golden.add(name, text);
        return this;
    }

    Stream<DynamicTest> tests() {
        return golden.tests();
    }
}
