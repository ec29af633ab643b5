package sre.orion.agent.faults;

import static sre.orion.agent.faults.Hands.createNetwork;
import static sre.orion.agent.faults.Hands.specs;
import static sre.orion.agent.faults.Scenario.Trait.RESTLESS;
import static sre.orion.agent.faults.Specs.network;
import static sre.orion.agent.faults.Specs.service;
import static sre.orion.agent.faults.Specs.volume;

import java.util.List;
import java.util.stream.Stream;

/** Something new is in the specs. */
final class CreationScenarios {
    private static final String CONTENTS = "configs: {motd: {content: hello}}, secrets: {token: {secretRef: TOKEN}}";
    private static final String WEB = service("web", "image: app:1");

    private CreationScenarios() {}

    static List<Scenario> all() {
        return Stream.of(together(), alone()).flatMap(List::stream).toList();
    }

    private static List<Scenario> together() {
        return List.of(
                appears("a Service", WEB, "web runs app:1"),
                appears(
                        "a Service with network and volume",
                        network("front")
                                + volume("data")
                                + service("web", "image: app:1, networks: [front], volumes: ['data:/data']"),
                        "web runs app:1"),
                appears(
                        "a Service on three networks",
                        network("front")
                                + network("back")
                                + network("side")
                                + service("web", "image: app:1, networks: {front: {aliases: [www]}, back: , side: }"),
                        "web runs app:1"),
                appears(
                        "a chain of depends_on",
                        service("a", "image: app:1")
                                + service("b", "image: app:1, depends_on: [a]")
                                + service("c", "image: app:1, depends_on: [b]"),
                        "a runs app:1",
                        "b runs app:1",
                        "c runs app:1"),
                appears(
                        "one that waits for health",
                        service("db", "image: slow:1")
                                + service("web", "image: app:1, depends_on: {db: {condition: service_healthy}}"),
                        "db runs slow:1",
                        "web runs app:1"),
                appears(
                        "one that waits for a job",
                        service("init", "image: job:1, restart: 'no'")
                                + service(
                                        "web",
                                        "image: app:1, depends_on: {init: {condition: service_completed_successfully}}"),
                        "init ended job:1",
                        "web runs app:1"),
                appears(
                        "a pair in one namespace",
                        service("vpn", "image: checked:1")
                                + service("client", "image: app:1, network_mode: 'service:vpn'"),
                        "client runs app:1",
                        "vpn runs checked:1"),
                appears(
                        "a volume with options",
                        volume("data", "driver_opts: {type: tmpfs, device: tmpfs, o: size=1m}")
                                + service("web", "image: app:1, volumes: ['data:/data']"),
                        "web runs app:1"));
    }

    private static List<Scenario> alone() {
        return List.of(
                appears("an image that must be pulled", service("web", "image: far:1"), "web runs far:1"),
                appears(
                        "an image that is always pulled",
                        service("web", "image: far:1, pull_policy: always"),
                        "web runs far:1"),
                appears(
                        "a job that reads a config and a secret of its spec",
                        service(
                                "job",
                                "image: app:1, restart: 'no', command: [test, -e, /run/secrets/token],"
                                        + " configs: [motd], secrets: [token]",
                                CONTENTS),
                        "job ended app:1"),
                appears("a job", service("job", "image: job:1, restart: 'no'"), "job ended job:1"),
                appears(
                                "one on an external network",
                                network("lan", "name: lan, external: true")
                                        + service("web", "image: app:1, networks: [lan]"),
                                "web runs app:1")
                        .on(createNetwork("\"Name\":\"lan\"")),
                appears(
                        "one with a name of its own",
                        service("web", "image: app:1, container_name: www"),
                        "web runs app:1"),
                appears("one with anonymous volumes", service("db", "image: store:1"), "db runs store:1"),
                appears(
                        "six at once",
                        network("front") + six(),
                        "s1 runs app:1",
                        "s2 runs app:1",
                        "s3 runs app:1",
                        "s4 runs app:1",
                        "s5 runs app:1",
                        "s6 runs app:1"),
                appears("one that is suspended", service("web", "image: app:1", "suspend: true"), ""),
                appears(
                                "one that crashes for ever",
                                service("web", "image: crash:1, restart: always"),
                                "web is restarting crash:1")
                        .with(RESTLESS));
    }

    private static Scenario appears(String name, String specs, String... ends) {
        return Scenario.of("appears: " + name, "", specs(specs), ends);
    }

    private static String six() {
        var text = new StringBuilder();
        for (int number = 1; number <= 6; number++) {
            text.append(service("s" + number, "image: app:1, networks: [front]"));
        }
        return text.toString();
    }
}
