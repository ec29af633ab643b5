package sre.orion.agent.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.EventFaults;
import sre.orion.fixtures.simulation.Fault;
import sre.orion.fixtures.simulation.FaultPlan;

/**
 * RandomDay is 24 hours of a node on which specs are edited, people interfere and things go wrong, all by one seed; the last two
 * hours are quiet, and at their end all must be well.
 */
final class RandomDay {
    static final Duration LENGTH = Duration.ofHours(24);
    /** How often everything is looked at: seldom, as most of a day is spent on it. */
    static final Duration RESYNC = Duration.ofMinutes(5);

    private static final Duration QUIET = Duration.ofHours(2);
    private static final int MEAN_PAUSE_MINUTES = 35;

    private final SplittableRandom random;
    private final RandomSpecs specs;
    private final RandomHands hands;
    private final Dialect dialect;
    private final String name;

    RandomDay(long seed) {
        // Neighbouring seeds must not begin alike.
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
        specs = new RandomSpecs(random.split());
        hands = new RandomHands(random.split());
        dialect = seed % 2 == 0 ? Dialect.V20_10 : Dialect.V28_5;
        name = "seed " + seed;
    }

    /** Lives through it; only once. */
    Evidence live(Wiring wiring) {
        try (Machine machine = Machine.fresh(dialect, wiring)) {
            Scenario.furnish(machine.engine.host());
            Instant began = machine.engine.time().instant();
            machine.specs(specs.text());
            machine.start();
            Instant evening = began.plus(LENGTH).minus(QUIET);
            while (pause(machine).isBefore(evening)) {
                something(machine);
            }
            boolean settled = settle(machine, began.plus(LENGTH));
            Result result = Result.of(machine, began, settled).under(Result.Circumstances.of(name));
            return new Evidence(result, Optional.empty(), Optional.empty());
        }
    }

    /** Lets some minutes pass, mostly; sometimes only seconds. */
    private Instant pause(Machine machine) {
        boolean atOnce = random.nextInt(4) == 0;
        long seconds = atOnce ? random.nextInt(20) : 1 + random.nextInt(2 * 60 * MEAN_PAUSE_MINUTES);
        machine.pass(Duration.ofSeconds(seconds));
        return machine.engine.time().instant();
    }

    private void something(Machine machine) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                specs.edit();
                machine.specs(specs.text());
            }
            case 3, 4, 5 -> hands.interfere(machine);
            case 6 -> hands.shake(machine);
            case 7 -> machine.restart();
            default -> machine.engine.faults(faults());
        }
    }

    private FaultPlan faults() {
        var calls = new TreeMap<Integer, Fault>();
        int count = 1 + random.nextInt(3);
        for (int number = 0; number < count; number++) {
            calls.put(1 + random.nextInt(30), fault());
        }
        var dropped = new TreeSet<Integer>();
        for (int number = random.nextInt(6); number > 0; number--) {
            dropped.add(1 + random.nextInt(30));
        }
        int silentFrom = random.nextInt(5) == 0 ? 1 + random.nextInt(20) : Integer.MAX_VALUE;
        var events = new EventFaults(dropped, Collections.emptySet(), Collections.emptySet(), silentFrom);
        return new FaultPlan(calls, Optional.empty(), events);
    }

    private Fault fault() {
        boolean effect = random.nextBoolean();
        return switch (random.nextInt(9)) {
            case 0 -> new Fault.CrashBefore();
            case 1 -> new Fault.CrashAfterEffect();
            case 2 -> new Fault.CrashAfterAnswer();
            case 3 -> new Fault.AnswerLost(effect);
            case 4 -> new Fault.Hang(effect);
            case 5 -> new Fault.Refused(500, "something is wrong");
            case 6 -> new Fault.Refused(409, "conflict");
            case 7 -> new Fault.DaemonKilled(effect, Duration.ofSeconds(1 + random.nextInt(90)));
            default -> new Fault.Stale(1 + random.nextInt(5));
        };
    }

    /** Nobody does any harm from now on, and everything is wanted. */
    private boolean settle(Machine machine, Instant midnight) {
        machine.engine.faults(FaultPlan.none());
        hands.calm(machine);
        specs.settle();
        machine.specs(specs.text());
        machine.pass(Duration.ofMinutes(20));
        machine.approve();
        machine.passUntil(midnight);
        List<String> ends = Scenario.outcome(machine.engine.host().view()).stream()
                .filter(line -> !line.startsWith("["))
                .toList();
        boolean ready = machine.conditions().values().stream().allMatch(condition -> condition.startsWith("True"));
        return ends.equals(specs.ends()) && ready;
    }
}
