package sre.orion.agent.faults;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import sre.orion.fixtures.simulation.HostView.ContainerView;

/** RandomHands is what people, other tools and the host itself do on a random day. */
final class RandomHands {
    private final SplittableRandom random;
    private int strangers;
    private boolean down;

    RandomHands(SplittableRandom random) {
        this.random = random;
    }

    /** Somebody does something to a container or a network. */
    void interfere(Machine machine) {
        List<ContainerView> containers = machine.engine.host().view().containers();
        if (containers.isEmpty() || down) {
            return;
        }
        String name = containers.get(random.nextInt(containers.size())).name();
        String network = random.nextBoolean() ? "node_front" : "node_back";
        switch (random.nextInt(11)) {
            case 0 -> Hands.kill(name).accept(machine);
            case 1 -> Hands.stop(name).accept(machine);
            case 2 -> Hands.restart(name).accept(machine);
            case 3 -> Hands.pause(name).accept(machine);
            case 4, 5 -> Hands.remove(name).accept(machine);
            case 6 -> Hands.rename(name, name + "-mine").accept(machine);
            case 7 -> Hands.disconnect(network, name).accept(machine);
            case 8 ->
                Hands.memory(name, 16_000_000L + random.nextInt(1_000_000)).accept(machine);
            case 9 -> Hands.removeNetwork(network).accept(machine);
            default ->
                Hands.run("stranger" + strangers++, "\"Image\":\"app:1\"").accept(machine);
        }
    }

    /** Something happens to the engine. */
    void shake(Machine machine) {
        machine.witness.byHand();
        if (down) {
            calm(machine);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> machine.engine.host().restartDaemon();
            case 1 -> {
                machine.engine.host().killDaemon();
                down = true;
                machine.pass(Duration.ofSeconds(1 + random.nextInt(200)));
                calm(machine);
            }
            case 2 -> {
                machine.engine.host().diskFull(true);
                machine.pass(Duration.ofSeconds(1 + random.nextInt(600)));
                calm(machine);
            }
            default -> machine.engine.host().unrelatedEvents(300);
        }
    }

    /** All that was broken is whole again. */
    void calm(Machine machine) {
        machine.witness.byHand();
        machine.engine.host().diskFull(false);
        if (down) {
            machine.engine.host().startDaemon();
        }
        down = false;
    }
}
