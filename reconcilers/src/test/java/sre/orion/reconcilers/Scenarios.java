package sre.orion.reconcilers;

import static sre.orion.reconcilers.model.Specs.network;
import static sre.orion.reconcilers.model.Specs.node;
import static sre.orion.reconcilers.model.Specs.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sre.orion.api.kind.HealSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.reconcilers.model.Hands;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.Scenario;
import sre.orion.reconcilers.model.Specs;

/** Scenarios is everything that a host must come out of well, wherever the operator dies on the way. */
final class Scenarios {
    private static final String NETWORKS = ", networks: {front: {aliases: ['www']}, back: null}";
    private static final List<Integer> API_VERSIONS = List.of(41, 51);

    private Scenarios() {}

    static Resource<ServiceSpec> web(String image) {
        return web(image, "");
    }

    static Resource<ServiceSpec> web(String image, String rest) {
        return service("web", "{image: '" + image + "'" + NETWORKS + rest + "}");
    }

    private static Resource<ServiceSpec> startFirst(String image) {
        return service("web", "{image: '" + image + "'" + NETWORKS + "}", HealSpec.DEFAULT, Specs.startFirst(), false);
    }

    private static Resource<ServiceSpec> vpn(String image) {
        return service("vpn", "{image: '" + image + "'" + NETWORKS + "}");
    }

    private static Resource<ServiceSpec> client(String image) {
        return service("client", "{image: '" + image + "', network_mode: 'service:vpn'}");
    }

    static List<Scenario> all() {
        List<Scenario> scenarios = new ArrayList<>();
        for (int api : API_VERSIONS) {
            rollouts(scenarios, api);
            interference(scenarios, api);
            namespaces(scenarios, api);
            objects(scenarios, api);
        }
        return scenarios;
    }

    private static void add(
            List<Scenario> scenarios,
            int api,
            String name,
            List<Resource<?>> specs,
            Consumer<Host> happens,
            String... ends) {
        List<Resource<?>> all = new ArrayList<>(List.of(network("front"), network("back"), node()));
        all.addAll(specs);
        scenarios.add(new Scenario(name, api, all, happens, List.of(ends)));
    }

    private static void rollouts(List<Scenario> scenarios, int api) {
        List<Resource<?>> web = List.of(web("app:1"));
        add(scenarios, api, "a Service appears", List.of(), host -> host.put(web("app:1")), "web runs app:1");
        add(scenarios, api, "a new image", web, host -> host.put(web("app:2")), "web runs app:2");
        add(scenarios, api, "a new image with a check", web, host -> host.put(web("checked:1")), "web runs checked:1");
        add(scenarios, api, "an image that crashes", web, host -> host.put(web("crash:1")), "web runs app:1");
        add(scenarios, api, "an image that gets sick", web, host -> host.put(web("sick:1")), "web runs app:1");
        add(scenarios, api, "one that cannot start", web, host -> host.put(web("unstartable:1")), "web runs app:1");
        add(scenarios, api, "one that is refused", web, host -> host.put(web("refused:1")), "web runs app:1");
        add(
                scenarios,
                api,
                "a new name",
                web,
                host -> host.put(web("app:1", ", container_name: 'www'")),
                "web runs app:1");
        add(
                scenarios,
                api,
                "a new limit",
                web,
                host -> host.put(web("app:1", ", mem_limit: 10000000, restart: 'always'")),
                "web runs app:1");
        List<Resource<?>> first = List.of(startFirst("light:1"));
        add(scenarios, api, "start first", first, host -> host.put(startFirst("light:2")), "web runs light:2");
        add(scenarios, api, "start first, sick", first, host -> host.put(startFirst("sick:1")), "web runs light:1");
        add(
                scenarios,
                api,
                "a job",
                List.of(service("job", "{image: 'job:1', restart: 'no', networks: {front: null}}")),
                host -> host.put(service("job", "{image: 'job:2', restart: 'no', networks: {front: null}}")),
                "job ended job:2");
    }

    private static void interference(List<Scenario> scenarios, int api) {
        List<Resource<?>> web = List.of(web("app:1", ", mem_limit: 10000000"));
        add(scenarios, api, "killed", web, host -> Hands.kill(host, "cortex-web-1"), "web runs app:1");
        add(scenarios, api, "removed", web, host -> Hands.remove(host, "cortex-web-1"), "web runs app:1");
        add(scenarios, api, "paused", web, host -> Hands.pause(host, "cortex-web-1"), "web runs app:1");
        add(scenarios, api, "renamed", web, host -> Hands.rename(host, "cortex-web-1", "mine"), "web runs app:1");
        add(scenarios, api, "disconnected", web, host -> Hands.disconnect(host, "cortex-web-1"), "web runs app:1");
        add(
                scenarios,
                api,
                "more memory",
                web,
                host -> Hands.memory(host, "cortex-web-1", 90_000_000),
                "web runs app:1");
        List<Resource<?>> unlimited = List.of(web("app:1"));
        add(
                scenarios,
                api,
                "a limit nobody asked for",
                unlimited,
                host -> Hands.memory(host, "cortex-web-1", 90_000_000),
                "web runs app:1");
    }

    private static void namespaces(List<Scenario> scenarios, int api) {
        List<Resource<?>> pair = List.of(vpn("checked:1"), client("app:1"));
        String client = "client runs app:1";
        add(
                scenarios,
                api,
                "parent restarted",
                pair,
                host -> Hands.restart(host, "cortex-vpn-1"),
                client,
                "vpn runs checked:1");
        add(scenarios, api, "parent changed", pair, host -> host.put(vpn("checked:2")), client, "vpn runs checked:2");
        add(scenarios, api, "parent gets sick", pair, host -> host.put(vpn("sick:1")), client, "vpn runs checked:1");
        add(scenarios, api, "parent crashes", pair, host -> host.put(vpn("crash:1")), client, "vpn runs checked:1");
        add(
                scenarios,
                api,
                "parent removed",
                pair,
                host -> Hands.remove(host, "cortex-vpn-1"),
                client,
                "vpn runs checked:1");
        add(
                scenarios,
                api,
                "parent stopped",
                pair,
                host -> Hands.kill(host, "cortex-vpn-1"),
                client,
                "vpn runs checked:1");
        add(
                scenarios,
                api,
                "both stopped",
                pair,
                host -> {
                    Hands.kill(host, "cortex-client-1");
                    Hands.kill(host, "cortex-vpn-1");
                },
                client,
                "vpn runs checked:1");
        add(
                scenarios,
                api,
                "parent and child changed",
                pair,
                host -> host.put(vpn("checked:2")).put(client("app:2")),
                "client runs app:2",
                "vpn runs checked:2");
    }

    private static void objects(List<Scenario> scenarios, int api) {
        List<Resource<?>> web = List.of(web("app:1"));
        add(
                scenarios,
                api,
                "a network changes",
                web,
                host -> host.put(network("front", "internal: true")),
                "web runs app:1");
        add(scenarios, api, "a Service goes", web, host -> host.drop(web("app:1")));
        add(
                scenarios,
                api,
                "two Services change at once",
                List.of(
                        service("one", "{image: 'app:1', container_name: 'left', networks: {front: null}}"),
                        service("two", "{image: 'app:2', container_name: 'right', networks: {front: null}}")),
                host -> host.put(service("one", "{image: 'app:2', container_name: 'left', networks: {front: null}}"))
                        .put(service("two", "{image: 'app:1', container_name: 'right', networks: {front: null}}")),
                "one runs app:2",
                "two runs app:1");
    }
}
