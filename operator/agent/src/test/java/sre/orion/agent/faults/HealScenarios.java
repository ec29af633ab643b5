package sre.orion.agent.faults;

import static sre.orion.agent.faults.Hands.connect;
import static sre.orion.agent.faults.Hands.disconnect;
import static sre.orion.agent.faults.Hands.kill;
import static sre.orion.agent.faults.Hands.memory;
import static sre.orion.agent.faults.Hands.pause;
import static sre.orion.agent.faults.Hands.remove;
import static sre.orion.agent.faults.Hands.rename;
import static sre.orion.agent.faults.Hands.stop;
import static sre.orion.agent.faults.Scenario.Trait.HAS_A_PAST;
import static sre.orion.agent.faults.Scenario.Trait.LOSES;
import static sre.orion.agent.faults.Specs.network;
import static sre.orion.agent.faults.Specs.service;
import static sre.orion.agent.faults.Specs.volume;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Somebody or something breaks what was well. */
final class HealScenarios {
    private static final String WEB = "node-web-1";
    private static final String SPECS = network("front")
            + network("back")
            + volume("data")
            + service("web", "image: app:1, networks: [front], mem_limit: 64m, volumes: ['data:/data']")
            + service("db", "image: checked:1, networks: [back], restart: always");

    private HealScenarios() {}

    private static Scenario heals(String name, Consumer<Machine> happens) {
        return Scenario.of("heals: " + name, SPECS, happens, "web runs app:1", "db runs checked:1");
    }

    static List<Scenario> all() {
        return List.of(
                heals("killed", kill(WEB)),
                heals("stopped", stop(WEB)),
                heals("ended by itself", Hands.exit(WEB, 1)),
                heals("ended, with a policy", Hands.exit("node-db-1", 1)),
                heals("stopped, with a policy", stop("node-db-1")),
                heals("out of memory", machine -> {
                    machine.witness.byHand();
                    machine.engine.host().outOfMemory(WEB);
                }),
                heals("paused", pause(WEB)),
                heals("renamed", rename(WEB, "mine")),
                heals("removed", remove(WEB)).with(LOSES),
                heals("all removed", Hands.all(remove(WEB), remove("node-db-1")))
                        .with(LOSES),
                heals("disconnected", disconnect("node_front", WEB)),
                heals("connected to more", connect("node_back", WEB)).with(HAS_A_PAST),
                heals("a limit changed", memory(WEB, 90_000_000)).with(Scenario.Trait.UNLISTED),
                heals("a limit nobody asked for", memory("node-db-1", 90_000_000))
                        .with(Scenario.Trait.UNLISTED),
                heals(
                                "everything at once",
                                Hands.all(
                                        rename(WEB, "mine"),
                                        disconnect("node_front", "mine"),
                                        kill("mine"),
                                        remove("node-db-1")))
                        .with(LOSES),
                heals("the engine restarts", machine -> {
                    machine.witness.byHand();
                    machine.engine.host().restartDaemon();
                }),
                heals("the engine dies", machine -> {
                            machine.witness.byHand();
                            machine.engine.host().killDaemon();
                        })
                        .then(
                                Duration.ofSeconds(40),
                                machine -> machine.engine.host().startDaemon()),
                heals("the disk is full for a while", machine -> {
                            machine.witness.byHand();
                            machine.engine.host().diskFull(true);
                            machine.engine.byHand("POST", "/containers/" + WEB + "/stop", null);
                        })
                        .then(Duration.ofSeconds(20), machine -> {
                            machine.witness.byHand();
                            machine.engine.host().diskFull(false);
                        }));
    }
}
