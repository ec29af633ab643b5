package sre.orion.agent.faults;

import static sre.orion.agent.faults.Hands.createNetwork;
import static sre.orion.agent.faults.Hands.createVolume;
import static sre.orion.agent.faults.Hands.remove;
import static sre.orion.agent.faults.Hands.run;
import static sre.orion.agent.faults.Hands.specs;
import static sre.orion.agent.faults.Scenario.Trait.HAS_A_PAST;
import static sre.orion.agent.faults.Scenario.Trait.ROLLS_OUT;
import static sre.orion.agent.faults.Specs.network;
import static sre.orion.agent.faults.Specs.service;
import static sre.orion.agent.faults.Specs.volume;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What docker compose left behind is adopted; what is somebody else's is not touched. */
final class StrangerScenarios {
    private static final String WEB = service("web", "image: app:1");

    private StrangerScenarios() {}

    private static String compose(String service, String image, String rest) {
        return "\"Image\":\"" + image + "\"" + rest + ",\"Labels\":{\"com.docker.compose.project\":\"node\","
                + "\"com.docker.compose.service\":\"" + service + "\",\"com.docker.compose.oneoff\":\"False\"}";
    }

    static List<Scenario> all() {
        return Stream.of(adopted(), strangers()).flatMap(List::stream).toList();
    }

    private static List<Scenario> adopted() {
        return List.of(
                Scenario.of("adopts: an equal container", "", specs(WEB), "web runs app:1")
                        .on(Hands.all(
                                createNetwork(
                                        "\"Name\":\"node_default\",\"Labels\":{\"com.docker.compose.project\":\"node\","
                                                + "\"com.docker.compose.network\":\"default\"}"),
                                run(
                                        "node-web-1",
                                        compose("web", "app:1", ",\"HostConfig\":{\"NetworkMode\":\"node_default\"}"))))
                        .with(HAS_A_PAST),
                Scenario.of("adopts: a differing container", "", specs(WEB), "web runs app:1")
                        .on(run("node-web-1", compose("web", "app:2", "")))
                        .with(ROLLS_OUT, HAS_A_PAST),
                Scenario.of("adopts: a stopped container under another name", "", specs(WEB), "web runs app:1")
                        .on(Hands.all(run("old-web", compose("web", "app:1", "")), Hands.stop("old-web")))
                        .with(ROLLS_OUT, HAS_A_PAST),
                Scenario.of(
                                "adopts: network and volume",
                                "",
                                specs(network("front")
                                        + volume("data")
                                        + service("web", "image: app:1, networks: [front], volumes: ['data:/data']")),
                                "web runs app:1")
                        .on(Hands.all(
                                createNetwork(
                                        "\"Name\":\"node_front\",\"Labels\":{\"com.docker.compose.project\":\"node\","
                                                + "\"com.docker.compose.network\":\"front\"}"),
                                createVolume(
                                        "\"Name\":\"node_data\",\"Labels\":{\"com.docker.compose.project\":\"node\","
                                                + "\"com.docker.compose.volume\":\"data\"}")))
                        .with(HAS_A_PAST));
    }

    private static List<Scenario> strangers() {
        return List.of(
                Scenario.of("stranger: an orphan of Compose", "", specs(WEB), "web runs app:1", "old runs app:2")
                        .on(run("node-old-1", compose("old", "app:2", "")))
                        .with(HAS_A_PAST),
                Scenario.of("stranger: has the name", "", specs(WEB), "[node-web-1] runs app:2")
                        .on(run("node-web-1", "\"Image\":\"app:2\""))
                        .with(HAS_A_PAST),
                Scenario.of("stranger: has the name and goes", "", specs(WEB), "web runs app:1")
                        .on(run("node-web-1", "\"Image\":\"app:2\""))
                        .then(Duration.ofSeconds(50), remove("node-web-1"))
                        .with(HAS_A_PAST),
                Scenario.of(
                                "stranger: takes the name of a removed one",
                                WEB,
                                Hands.all(remove("node-web-1"), run("node-web-1", "\"Image\":\"app:2\"")),
                                "[node-web-1] runs app:2")
                        .with(HAS_A_PAST),
                Scenario.of(
                                "stranger: has the port",
                                "",
                                specs(service("web", "image: app:1, ports: ['8080:80']")),
                                "web is created app:1")
                        .on(machine -> machine.engine.host().occupyPort(8080))
                        .with(HAS_A_PAST),
                Scenario.of(
                                "stranger: has the port and lets it go",
                                "",
                                specs(service("web", "image: app:1, ports: ['8080:80']")),
                                "web runs app:1")
                        .on(machine -> machine.engine.host().occupyPort(8080))
                        .then(Duration.ofSeconds(50), machine -> {
                            machine.witness.byHand();
                            machine.engine.host().freePort(8080);
                        })
                        .with(HAS_A_PAST));
    }
}
