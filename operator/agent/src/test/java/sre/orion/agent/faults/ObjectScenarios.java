package sre.orion.agent.faults;

import static sre.orion.agent.faults.Hands.connect;
import static sre.orion.agent.faults.Hands.createNetwork;
import static sre.orion.agent.faults.Hands.createVolume;
import static sre.orion.agent.faults.Hands.remove;
import static sre.orion.agent.faults.Hands.removeNetwork;
import static sre.orion.agent.faults.Hands.removeVolume;
import static sre.orion.agent.faults.Hands.run;
import static sre.orion.agent.faults.Hands.specs;
import static sre.orion.agent.faults.Scenario.Trait.HAS_A_PAST;
import static sre.orion.agent.faults.Scenario.Trait.LOSES;
import static sre.orion.agent.faults.Specs.network;
import static sre.orion.agent.faults.Specs.service;
import static sre.orion.agent.faults.Specs.volume;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Networks and volumes, and what leaves the specs. */
final class ObjectScenarios {
    private static final String WEB = service("web", "image: app:1, networks: [front]");
    private static final String DB = service("db", "image: app:2, networks: [front]");

    private ObjectScenarios() {}

    static List<Scenario> all() {
        return Stream.of(networks(), volumes(), departures())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> networks() {
        String end = "web runs app:1";
        return List.of(
                Scenario.of(
                        "network: an option changes",
                        network("front") + WEB,
                        specs(network("front", "internal: true") + WEB),
                        end),
                Scenario.of(
                                "network: an option changes under two",
                                network("front") + WEB + DB,
                                specs(network("front", "internal: true") + WEB + DB),
                                end)
                        .expecting("db runs app:2")
                        .with(HAS_A_PAST),
                Scenario.of(
                                "network: its name changes",
                                network("front") + WEB,
                                specs(network("front", "name: lan") + WEB),
                                end)
                        .with(HAS_A_PAST),
                Scenario.of(
                                "network: a stranger keeps it",
                                network("front") + WEB,
                                specs(network("front", "internal: true") + WEB),
                                end)
                        .on(run("mine", "\"Image\":\"app:2\""))
                        .preceded(connect("node_front", "mine"))
                        .expecting("[mine] runs app:2")
                        .with(HAS_A_PAST),
                Scenario.of(
                        "network: removed by hand",
                        network("front") + network("back") + WEB,
                        removeNetwork("node_back"),
                        end),
                Scenario.of(
                                "network: removed with its container",
                                network("front") + WEB,
                                Hands.all(remove("node-web-1"), removeNetwork("node_front")),
                                end)
                        .with(LOSES),
                Scenario.of(
                                "network: a twin appears",
                                network("front") + WEB,
                                createNetwork("\"Name\":\"node_front\""),
                                end)
                        .with(HAS_A_PAST),
                Scenario.of(
                                "network: external and missing",
                                "",
                                specs(network("lan", "external: true")
                                        + service("web", "image: app:1, networks: [lan]")))
                        .then(Duration.ofSeconds(45), createNetwork("\"Name\":\"lan\""))
                        .expecting(end)
                        .with(HAS_A_PAST));
    }

    private static List<Scenario> volumes() {
        String data = service("web", "image: app:1, volumes: ['data:/data']");
        return List.of(
                Scenario.of("volume: removed by hand", volume("data"), removeVolume("node_data")),
                Scenario.of(
                                "volume: one with other options is there",
                                "",
                                specs(volume("data", "driver_opts: {type: tmpfs, device: tmpfs}") + data))
                        .on(createVolume("\"Name\":\"node_data\""))
                        .expecting("web runs app:1")
                        .with(HAS_A_PAST),
                Scenario.of("volume: external and missing", "", specs(volume("data", "external: true") + data))
                        .then(Duration.ofSeconds(45), createVolume("\"Name\":\"data\""))
                        .expecting("web runs app:1")
                        .with(HAS_A_PAST),
                Scenario.of("volume: leaves the specs", volume("data") + data, specs(service("web", "image: app:1")))
                        .expecting("web runs app:1")
                        .with(HAS_A_PAST));
    }

    private static List<Scenario> departures() {
        return List.of(
                Scenario.of("leaves: a Service", network("front") + WEB + DB, specs(network("front") + WEB))
                        .expecting("web runs app:1"),
                Scenario.of(
                                "leaves: a network",
                                network("front") + network("back") + WEB,
                                specs(network("front") + WEB))
                        .expecting("web runs app:1"),
                Scenario.of(
                                "leaves: a Service is renamed",
                                network("front") + WEB,
                                specs(network("front") + service("www", "image: app:1, networks: [front]")))
                        .expecting("www runs app:1"),
                Scenario.of("leaves: nearly all", many(6), specs(network("front") + WEB))
                        .expecting("s1 runs app:1")
                        .expecting("s2 runs app:1")
                        .expecting("s3 runs app:1")
                        .expecting("s4 runs app:1")
                        .expecting("s5 runs app:1")
                        .expecting("s6 runs app:1")
                        .expecting("web runs app:1")
                        .with(HAS_A_PAST),
                Scenario.of("leaves: nearly all, with a yes", many(4), specs(network("front") + WEB))
                        .then(Duration.ofMinutes(1), Machine::approve)
                        .then(Duration.ofMinutes(2), Machine::approve)
                        .expecting("web runs app:1"),
                Scenario.of("leaves: all, and back", many(4), specs(network("front")))
                        .then(Duration.ofMinutes(1), specs(many(4)))
                        .expecting("s1 runs app:1")
                        .expecting("s2 runs app:1")
                        .expecting("s3 runs app:1")
                        .expecting("s4 runs app:1")
                        .expecting("web runs app:1")
                        .with(Scenario.Trait.REVERTS));
    }

    private static String many(int count) {
        var text = new StringBuilder(network("front") + WEB);
        for (int number = 1; number <= count; number++) {
            text.append(service("s" + number, "image: app:1, networks: [front]"));
        }
        return text.toString();
    }
}
