package sre.orion.agent.faults;

import static sre.orion.agent.faults.Hands.kill;
import static sre.orion.agent.faults.Hands.remove;
import static sre.orion.agent.faults.Hands.restart;
import static sre.orion.agent.faults.Hands.run;
import static sre.orion.agent.faults.Hands.specs;
import static sre.orion.agent.faults.Hands.stop;
import static sre.orion.agent.faults.Scenario.Trait.HAS_A_PAST;
import static sre.orion.agent.faults.Scenario.Trait.LOSES;
import static sre.orion.agent.faults.Scenario.Trait.ROLLS_OUT;
import static sre.orion.agent.faults.Specs.network;
import static sre.orion.agent.faults.Specs.service;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A container in the network namespace of another: every row of the table. */
final class NamespaceScenarios {
    private static final String VPN = "node-vpn-1";
    private static final String CLIENT = "node-client-1";

    private NamespaceScenarios() {}

    private static String vpn(String image) {
        return network("front") + service("vpn", "image: " + image + ", networks: [front], restart: unless-stopped");
    }

    private static String client(String image) {
        return service("client", "image: " + image + ", network_mode: 'service:vpn', restart: unless-stopped");
    }

    private static String pair(String vpn, String client) {
        return vpn(vpn) + client(client);
    }

    private static Scenario pair(String name, Consumer<Machine> happens) {
        return Scenario.of(
                "namespace: " + name, pair("checked:1", "app:1"), happens, "client runs app:1", "vpn runs checked:1");
    }

    static List<Scenario> all() {
        return Stream.of(hands(), changes(), engines()).flatMap(List::stream).toList();
    }

    private static List<Scenario> hands() {
        return List.of(
                pair("the parent is restarted", restart(VPN)),
                pair("the parent is killed", kill(VPN)),
                pair("the parent is stopped", stop(VPN)),
                pair("the parent ends by itself", Hands.exit(VPN, 1)),
                pair("the parent is removed", remove(VPN)).with(LOSES),
                pair("the child is removed", remove(CLIENT)).with(LOSES),
                pair("the child is killed", kill(CLIENT)),
                pair("both are killed", Hands.all(kill(CLIENT), kill(VPN))),
                pair("both are removed", Hands.all(remove(CLIENT), remove(VPN))).with(LOSES, Scenario.Trait.RACES));
    }

    private static List<Scenario> changes() {
        String before = pair("checked:1", "app:1");
        return List.of(
                Scenario.of("namespace: a child comes", vpn("checked:1"), specs(before))
                        .expecting("client runs app:1")
                        .expecting("vpn runs checked:1"),
                Scenario.of("namespace: the parent changes", before, specs(pair("checked:2", "app:1")))
                        .expecting("client runs app:1")
                        .expecting("vpn runs checked:2")
                        .with(ROLLS_OUT),
                Scenario.of("namespace: the child changes", before, specs(pair("checked:1", "app:2")))
                        .expecting("client runs app:2")
                        .expecting("vpn runs checked:1")
                        .with(ROLLS_OUT),
                Scenario.of("namespace: both change", before, specs(pair("checked:2", "app:2")))
                        .expecting("client runs app:2")
                        .expecting("vpn runs checked:2")
                        .with(ROLLS_OUT, Scenario.Trait.RACES),
                Scenario.of("namespace: the parent gets sick", before, specs(pair("sick:1", "app:1")))
                        .expecting("client runs app:1")
                        .expecting("vpn runs checked:1")
                        .with(ROLLS_OUT, HAS_A_PAST),
                Scenario.of("namespace: the parent crashes", before, specs(pair("crash:1", "app:1")))
                        .expecting("client runs app:1")
                        .expecting("vpn runs checked:1")
                        .with(ROLLS_OUT, HAS_A_PAST),
                Scenario.of("namespace: the child leaves", before, specs(vpn("checked:1")))
                        .expecting("vpn runs checked:1"));
    }

    private static List<Scenario> engines() {
        return List.of(
                pair("the engine restarts", machine -> {
                    machine.witness.byHand();
                    machine.engine.host().restartDaemon();
                }),
                pair("the engine restarts, the child first", machine -> {
                    machine.witness.byHand();
                    machine.engine.host().youngestFirst(true);
                    machine.engine.host().restartDaemon();
                }),
                pair("the engine is killed", machine -> {
                            machine.witness.byHand();
                            machine.engine.host().killDaemon();
                        })
                        .then(
                                Duration.ofSeconds(20),
                                machine -> machine.engine.host().startDaemon()),
                Scenario.of(
                                "namespace: somebody else's container appears",
                                service("client", "image: app:1, network_mode: 'container:tunnel'"),
                                run("tunnel", "\"Image\":\"app:1\""))
                        .expecting("[tunnel] runs app:1")
                        .expecting("client runs app:1")
                        .with(HAS_A_PAST));
    }
}
