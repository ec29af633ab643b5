package sre.orion.agent.faults;

import static sre.orion.agent.faults.Hands.specs;
import static sre.orion.agent.faults.Scenario.Trait.HAS_A_PAST;
import static sre.orion.agent.faults.Scenario.Trait.REVERTS;
import static sre.orion.agent.faults.Scenario.Trait.ROLLS_OUT;
import static sre.orion.agent.faults.Scenario.Trait.STARTS_FIRST;
import static sre.orion.agent.faults.Specs.network;
import static sre.orion.agent.faults.Specs.service;
import static sre.orion.agent.faults.Specs.volume;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A new container takes the place of an old one, or fails to. */
final class RolloutScenarios {
    private static final String START_FIRST = "rollout: {strategy: startFirst}";

    private RolloutScenarios() {}

    private static String web(String image, String... more) {
        return network("front") + service("web", "image: " + image + ", networks: [front]", more);
    }

    private static Scenario rolls(String name, String from, String to, String end) {
        return Scenario.of("roll-out: " + name, from, specs(to), end).with(ROLLS_OUT);
    }

    static List<Scenario> all() {
        return Stream.of(good(), failing(), startFirst(), turning())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> good() {
        return List.of(
                rolls("a new image", web("app:1"), web("app:2"), "web runs app:2"),
                rolls("an image with a check", web("checked:1"), web("checked:2"), "web runs checked:2"),
                rolls("an image that is slow", web("app:1"), web("slow:1"), "web runs slow:1"),
                rolls("a new variable", web("app:1"), web("app:1, environment: {A: b}"), "web runs app:1"),
                rolls("a new image from afar", web("app:1"), web("far:2"), "web runs far:2"),
                rolls("anonymous volumes", web("store:1"), web("store:2"), "web runs store:2")
                        .with(HAS_A_PAST),
                rolls(
                        "a named volume",
                        volume("data") + web("app:1, volumes: ['data:/data']"),
                        volume("data") + web("app:2, volumes: ['data:/data']"),
                        "web runs app:2"),
                rolls(
                        "a job",
                        service("job", "image: job:1, restart: 'no'"),
                        service("job", "image: job:2, restart: 'no'"),
                        "job ended job:2"),
                rolls("a port", web("app:1, ports: ['8080:80']"), web("app:2, ports: ['8080:80']"), "web runs app:2"),
                rolls("what others depend on", chain("app:1"), chain("app:2"), "db runs app:2")
                        .expecting("web runs app:1"),
                rolls("a tag that moved", moved(), moved() + "# again\n", "web runs app:1")
                        .then(Duration.ofSeconds(5), machine -> {
                            machine.witness.byHand();
                            machine.engine.host().image("app:1", "{\"Env\":[\"VERSION=new\"]}");
                        })
                        .with(HAS_A_PAST, Scenario.Trait.UNLISTED));
    }

    private static String chain(String image) {
        return service("db", "image: " + image)
                + service("web", "image: app:1, depends_on: {db: {condition: service_started, restart: true}}");
    }

    private static String moved() {
        return web("app:1", "rollout: {imageMoved: roll}");
    }

    private static List<Scenario> failing() {
        return List.of(
                rolls("one that crashes", web("app:1"), web("crash:1"), "web runs app:1")
                        .with(HAS_A_PAST),
                rolls("one that gets sick", web("app:1"), web("sick:1"), "web runs app:1")
                        .with(HAS_A_PAST),
                rolls("one that cannot start", web("app:1"), web("unstartable:1"), "web runs app:1")
                        .with(HAS_A_PAST),
                rolls("one that is refused", web("app:1"), web("app:1, volumes: ['/nowhere:/data']"), "web runs app:1")
                        .on(machine -> machine.engine.host().missingPath("/nowhere"))
                        .with(HAS_A_PAST),
                rolls("one that is nowhere", web("app:1"), web("nowhere:1"), "web runs app:1")
                        .with(HAS_A_PAST),
                rolls("a crash, then a good one", web("app:1"), web("crash:1"), "web runs app:2")
                        .then(Duration.ofMinutes(2), specs(web("app:2"))),
                rolls("a crash, then back", web("app:1"), web("crash:1"), "web runs app:1")
                        .then(Duration.ofMinutes(2), specs(web("app:1")))
                        .with(REVERTS),
                rolls(
                                "one that holds the port of another",
                                web("app:1"),
                                web("app:2, ports: ['8080:80']"),
                                "web runs app:1")
                        .on(machine -> machine.engine.host().occupyPort(8080))
                        .with(HAS_A_PAST));
    }

    private static List<Scenario> startFirst() {
        return List.of(
                first("a new image", "checked:1", "checked:2", "web runs checked:2"),
                first("a slow one", "checked:1", "slow:1", "web runs slow:1"),
                first("one that gets sick", "checked:1", "sick:1", "web runs checked:1")
                        .with(HAS_A_PAST),
                first("one that crashes", "app:1", "crash:1", "web runs app:1").with(HAS_A_PAST),
                first("one that cannot start", "app:1", "unstartable:1", "web runs app:1")
                        .with(HAS_A_PAST));
    }

    private static Scenario first(String name, String from, String to, String end) {
        return rolls("start first, " + name, web(from, START_FIRST), web(to, START_FIRST), end)
                .with(STARTS_FIRST);
    }

    private static List<Scenario> turning() {
        return List.of(
                rolls("the spec changes again", web("app:1"), web("slow:1"), "web runs app:2")
                        .when("web runs slow:1", specs(web("app:2"))),
                rolls("the spec goes back", web("app:1"), web("slow:1"), "web runs app:1")
                        .when("web runs slow:1", specs(web("app:1")))
                        .with(REVERTS),
                // Whoever looks only after the kill takes the new one for one that was not started yet.
                rolls("the new one is killed", web("checked:1"), web("slow:1"), "web runs checked:1 or slow:1")
                        .when("web runs slow:1", Hands.kill("node-web-1"))
                        .with(HAS_A_PAST, Scenario.Trait.TWO_ENDS),
                rolls("the Service goes on the way", web("app:1"), web("slow:1"), "web ended app:1")
                        .expecting("web runs slow:1")
                        .when("web runs slow:1", specs(network("front")))
                        .with(HAS_A_PAST));
    }
}
