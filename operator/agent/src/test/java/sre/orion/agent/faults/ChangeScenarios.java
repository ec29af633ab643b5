package sre.orion.agent.faults;

import static sre.orion.agent.faults.Hands.specs;
import static sre.orion.agent.faults.Scenario.Trait.HAS_A_PAST;
import static sre.orion.agent.faults.Scenario.Trait.REVERTS;
import static sre.orion.agent.faults.Specs.network;
import static sre.orion.agent.faults.Specs.service;

import java.time.Duration;
import java.util.List;

/** What a container lives through. */
final class ChangeScenarios {
    private static final String NETWORKS = network("front") + network("back");
    private static final String WEB = "image: app:1, networks: {front: }";

    private ChangeScenarios() {}

    private static String web(String container, String... more) {
        return NETWORKS + service("web", container, more);
    }

    private static String motd(String text) {
        return web(WEB + ", configs: [motd]", "onConfigChange: restart", "configs: {motd: {content: " + text + "}}");
    }

    static List<Scenario> all() {
        String end = "web runs app:1";
        return List.of(
                Scenario.of("in place: the text of a config", motd("one"), specs(motd("two")), end)
                        .with(HAS_A_PAST),
                Scenario.of("in place: a limit", web(WEB), specs(web(WEB + ", mem_limit: 64m")), end),
                Scenario.of("in place: a restart policy", web(WEB), specs(web(WEB + ", restart: always")), end),
                Scenario.of("in place: a name", web(WEB), specs(web(WEB + ", container_name: www")), end),
                Scenario.of(
                        "in place: one more network",
                        web(WEB),
                        specs(web("image: app:1, networks: {front: , back: }")),
                        end),
                Scenario.of("in place: another network", web(WEB), specs(web("image: app:1, networks: {back: }")), end),
                Scenario.of(
                        "in place: an alias",
                        web(WEB),
                        specs(web("image: app:1, networks: {front: {aliases: [www]}}")),
                        end),
                Scenario.of(
                        "in place: all at once",
                        web(WEB),
                        specs(
                                web(
                                        "image: app:1, networks: {back: }, mem_limit: 64m, restart: always, container_name: www")),
                        end),
                Scenario.of("in place: a limit and back", web(WEB), specs(web(WEB + ", mem_limit: 64m")), end)
                        .then(Duration.ofMinutes(2), specs(web(WEB)))
                        .with(REVERTS),
                Scenario.of("suspend", web(WEB), specs(web(WEB, "suspend: true")), "web ended app:1")
                        .with(HAS_A_PAST),
                Scenario.of("resume", web(WEB, "suspend: true"), specs(web(WEB)), end),
                Scenario.of("suspend and resume", web(WEB), specs(web(WEB, "suspend: true")), end)
                        .then(Duration.ofMinutes(1), specs(web(WEB)))
                        .with(REVERTS),
                Scenario.of(
                                "suspend during a roll-out",
                                web(WEB),
                                specs(web("image: slow:1, networks: {front: }")),
                                "web ended app:1",
                                "web ended slow:1")
                        .when("web runs slow:1", specs(web("image: slow:1, networks: {front: }", "suspend: true")))
                        .with(HAS_A_PAST),
                Scenario.of(
                        "two swap their images",
                        two("app:1", "app:2"),
                        specs(two("app:2", "app:1")),
                        "one runs app:2",
                        "two runs app:1"),
                Scenario.of(
                        "two swap their names",
                        named("left", "right"),
                        specs(named("right", "left")),
                        "one runs app:1",
                        "two runs app:2"));
    }

    private static String two(String one, String two) {
        return service("one", "image: " + one) + service("two", "image: " + two);
    }

    private static String named(String one, String two) {
        return service("one", "image: app:1, container_name: " + one)
                + service("two", "image: app:2, container_name: " + two);
    }
}
