package sre.orion.reconcilers;

import static sre.orion.reconcilers.model.Specs.network;
import static sre.orion.reconcilers.model.Specs.node;
import static sre.orion.reconcilers.model.Specs.service;
import static sre.orion.reconcilers.model.Specs.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sre.orion.api.container.Labels;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.observation.VolumeState;
import sre.orion.api.resource.Event;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Golden;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ReconcilerContract;

/** What is planned and said of networks, volumes and the node itself. */
class ObjectsTest {
    private static final Resource<?> WEB = service("web", "{image: 'app:1', networks: {front: null}}");

    @TestFactory
    Stream<DynamicTest> looks_after_networks() {
        return new Golden("networks")
                .add("it is missing", () -> next(host(), network("front")))
                .add("it is there", () -> next(made(), network("front")))
                .add("it is external and missing", () -> next(host(external()), external()))
                .add("it is external and there", () -> next(passed(external(), network("back")), external()))
                .add("two have its name", () -> {
                    Host host = made();
                    NetworkState network =
                            host.engine.networks.values().iterator().next();
                    host.engine.networks.put(
                            "net99",
                            new NetworkState("net99", network.definition(), network.labels(), new TreeSet<>()));
                    return next(host, network("front"));
                })
                .add("somebody else made it", () -> next(foreign(made()), network("front")))
                .add("somebody else made it another way", () -> {
                    Host host = foreign(made());
                    return next(host.put(internal()), internal());
                })
                .add("it differs and nobody uses it", () -> next(made().put(internal()), internal()))
                .add("it differs and a Service uses it", () -> next(used().put(internal()), internal()))
                .add("it differs and somebody else uses it", () -> {
                    Host host = used();
                    var other = host.engine.foreign("other", new TreeMap<>(), "app:1");
                    other.status = Status.RUNNING;
                    other.endpoints.put(
                            "cortex_front",
                            host.engine.get("cortex-web-1").endpoints.get("cortex_front"));
                    return next(host.put(internal()), internal());
                })
                .add("it differs and a container that uses it cannot be inspected", () -> {
                    Host host = used().put(internal());
                    return ReconcilerContract.text(host.look(internal().key(), host.blindTo("cortex-web-1")));
                })
                .add("a gateway nobody asked for is no difference", () -> {
                    Resource<?> subnet = network("front", "ipam: {config: [{subnet: '10.1.0.0/24'}]}");
                    Host host = new Host(51, subnet);
                    host.pass();
                    host.engine.networks.replaceAll((id, state) -> new NetworkState(
                            id, (sre.orion.api.kind.NetworkSpec) gateway().spec(), state.labels(), new TreeSet<>()));
                    return next(host, subnet);
                })
                .add(
                        "a Service waits while it is made anew",
                        () -> next(used().put(internal()).put(wide()), wide()))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> looks_after_volumes() {
        Resource<?> data = volume("data", "");
        Resource<?> options = volume("data", "driver_opts: {type: 'nfs', o: 'password=geheim'}");
        Resource<?> outside = volume("data", "external: true");
        return new Golden("volumes")
                .add("it is missing", () -> next(host(data), data))
                .add("it is there", () -> next(passed(data), data))
                .add("it is external and missing", () -> next(host(outside), outside))
                .add("its options differ", () -> next(passed(data).put(options), options))
                .add("somebody else made it", () -> {
                    Host host = passed(data);
                    host.engine.volumes.replaceAll(
                            (name, state) -> new VolumeState(state.definition(), new TreeMap<>()));
                    return next(host, data);
                })
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> removes_what_no_spec_names() {
        return new Golden("node")
                .add("nothing is left over", () -> next(used(), node()))
                .add("a Service is gone", () -> next(many(7).drop(numbered(1)), node()))
                .add("a Service and its stopped container are gone", () -> {
                    Host host = many(7).drop(numbered(1));
                    Host stopped = host;
                    stopped.engine.get("cortex-s1-1").status = Status.EXITED;
                    return next(stopped, node());
                })
                .add(
                        "a network is gone",
                        () -> next(many(7).put(network("side")).converge().drop(network("side")), node()))
                .add("too much is gone at once", () -> next(few(many(7)), node()))
                .add("too much is gone and a person said yes", () -> {
                    Host host = few(many(7));
                    String hash = hash(host);
                    return next(host.put(node(hash)), node(hash));
                })
                .add("half of what a person said yes to is gone when the operator dies", () -> {
                    Host host = few(many(7));
                    host.pass();
                    host.put(node(hash(host))).dieAfter(2).pass();
                    return next(host, node());
                })
                .add("a network is gone that somebody else uses", () -> {
                    Host host = many(7).put(network("side")).converge().drop(network("side"));
                    var other = host.engine.foreign("other", new TreeMap<>(), "app:1");
                    other.status = Status.RUNNING;
                    other.endpoints.put(
                            "cortex_side",
                            host.engine.get("cortex-s1-1").endpoints.get("cortex_front"));
                    return next(host, node());
                })
                .add("a container of Compose is left over", () -> {
                    Host host = used();
                    var labels = new TreeMap<String, String>();
                    labels.put(Labels.PROJECT, "cortex");
                    labels.put(Labels.SERVICE, "old");
                    host.engine.foreign("cortex-old-1", labels, "app:1");
                    return next(host, node());
                })
                .add("a container of another project is nobody's business", () -> {
                    Host host = used();
                    var labels = new TreeMap<String, String>();
                    labels.put(Labels.PROJECT, "elsewhere");
                    labels.put(Labels.SERVICE, "old");
                    host.engine.foreign("elsewhere-old-1", labels, "app:1");
                    return next(host, node());
                })
                .add("a network has another name by now", ObjectsTest::renamedNetwork)
                .add("a volume has another name by now", ObjectsTest::renamedVolume)
                .add("a volume is gone", () -> {
                    Resource<?> data = volume("data", "");
                    return next(passed(data).drop(data), node());
                })
                .tests();
    }

    private static String renamedNetwork() {
        Host host = many(7).put(network("side")).converge();
        return next(host.put(network("side", "name: 'renamed'")), node());
    }

    private static String renamedVolume() {
        Host host = passed(volume("data", "")).put(volume("data", "name: 'renamed'"));
        host.pass();
        return next(host, node());
    }

    private static Host host(Resource<?>... specs) {
        return new Host(51, specs).put(node()).put(network("front"));
    }

    private static Host passed(Resource<?>... specs) {
        Host host = host(specs);
        host.pass();
        return host;
    }

    private static Host made() {
        return passed();
    }

    private static Host used() {
        return host(WEB).converge();
    }

    private static Host many(int services) {
        Host host = host();
        for (int number = 1; number <= services; number++) {
            host.put(numbered(number));
        }
        return host.converge();
    }

    /** What a person must say yes to. */
    private static String hash(Host host) {
        return host.look(node()).status().toString().replaceAll("(?s).*Optional\\[([0-9a-f]+)\\].*", "$1");
    }

    private static Host few(Host host) {
        return host.drop(numbered(1)).drop(numbered(2)).drop(numbered(3));
    }

    private static Resource<?> numbered(int number) {
        return service("s" + number, "{image: 'app:1', networks: {front: null}}");
    }

    private static Resource<?> external() {
        return network("back", "external: true");
    }

    private static Resource<?> internal() {
        return network("front", "internal: true");
    }

    private static Resource<?> gateway() {
        return network(
                "front",
                "driver: 'bridge', enable_ipv4: true, ipam: {driver: 'default', config: [{subnet: '10.1.0.0/24', gateway: '10.1.0.1'}]}");
    }

    /** The Service in want of a start while its network changes. */
    private static Resource<?> wide() {
        return service("web", "{image: 'app:2', networks: {front: null}}");
    }

    private static Host foreign(Host host) {
        host.engine.networks.replaceAll(
                (id, state) -> new NetworkState(id, state.definition(), new TreeMap<>(), new TreeSet<>()));
        return host;
    }

    private static String next(Host host, Resource<?> resource) {
        var result = host.look(resource);
        List<String> lines = new ArrayList<>(List.of(ReconcilerContract.text(result)));
        result.differences().forEach(difference -> lines.add("? " + difference + " " + difference.change() + "\n"));
        for (Event event : result.events()) {
            lines.add("! " + event.severity().text() + " " + event.reason() + ": " + event.note() + "\n");
        }
        lines.add("~ " + result.requeue() + "\n");
        return String.join("", lines);
    }
}
