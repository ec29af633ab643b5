package sre.orion.agent.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sre.orion.agent.loop.Holds;
import sre.orion.agent.loop.Wiring;
import sre.orion.api.reconcile.Hold;
import sre.orion.api.resource.Kind;
import sre.orion.fixtures.simulation.Dialect;

/**
 * HoldRuns is every order in which three kinds can begin and cease to hold one Service, and in each order every place at which
 * somebody interferes or the operator dies. Kinds that hold do not exist yet: these do nothing else.
 */
final class HoldRuns {
    private static final String WEB = "web";
    private static final String SPECS = Specs.service(WEB, "image: app:1");
    private static final Hold VPN = hold(Hold.Level.STOPPED, Hold.Cause.VPN_NOT_PROVEN);
    private static final Hold DISK = hold(Hold.Level.STOPPED, Hold.Cause.DISK_EXHAUSTED);
    private static final Hold BACKUP = hold(Hold.Level.PAUSED, Hold.Cause.BACKUP_QUIESCE);
    private static final Hold COLD_BACKUP = hold(Hold.Level.STOPPED, Hold.Cause.BACKUP_QUIESCE);
    private static final Hold FREEZE = hold(Hold.Level.PAUSED, Hold.Cause.DISK_EXHAUSTED);

    /** Longer than the run that counts as a crash: what is killed sooner after a hold waits out its back-off, and rightly so. */
    private static final Duration LONG_RUN = Duration.ofSeconds(12);

    private final Scenario calm = Scenario.of("holds", SPECS, machine -> {});
    private final Base base = Base.of(calm, Dialect.V28_5);

    private HoldRuns() {}

    private static Hold hold(Hold.Level level, Hold.Cause cause) {
        return new Hold(
                level,
                cause,
                cause + " holds it",
                Specs.key(Kind.NETWORK, cause.name().toLowerCase(java.util.Locale.ROOT)));
    }

    /** Step is one thing that happens. */
    private interface Step extends Consumer<Machine> {}

    /** Every run; {@code wiring} gives a new one for each. */
    static Stream<Evidence> all(Supplier<Wiring> wiring) {
        var runs = new HoldRuns();
        Stream<Evidence> holds = orders(List.of(VPN, DISK, BACKUP)).stream()
                .flatMap(order -> disturbances().stream()
                        .flatMap(step -> Stream.iterate(0, place -> place <= order.size(), place -> place + 1)
                                .map(place -> runs.run(wiring.get(), order, place, step))));
        Stream<Evidence> others = Stream.of(
                        List.of(VPN, BACKUP, FREEZE), List.of(COLD_BACKUP, FREEZE), List.of(VPN, DISK, COLD_BACKUP))
                .flatMap(kinds -> orders(kinds).stream())
                .map(order -> runs.run(wiring.get(), order, 0, machine -> {}));
        return Stream.concat(others, holds);
    }

    /** What else may happen between two holds. */
    private static List<Step> disturbances() {
        return List.of(
                machine -> {},
                machine -> {
                    machine.pass(LONG_RUN);
                    Hands.kill("node-web-1").accept(machine);
                },
                machine -> Hands.start("node-web-1").accept(machine),
                machine -> Hands.unpause("node-web-1").accept(machine),
                Machine::restart);
    }

    /** Every order in which each kind first holds and later does not; a kind's first place in it is where it begins. */
    private static List<List<Hold>> orders(List<Hold> kinds) {
        var orders = new ArrayList<List<Hold>>();
        extend(List.of(), kinds, orders);
        return orders;
    }

    private static void extend(List<Hold> begun, List<Hold> kinds, List<List<Hold>> orders) {
        if (begun.size() == 2 * kinds.size()) {
            orders.add(begun);
            return;
        }
        for (Hold kind : kinds) {
            if (begun.stream().filter(kind::equals).count() < 2) {
                var more = new ArrayList<>(begun);
                more.add(kind);
                extend(List.copyOf(more), kinds, orders);
            }
        }
    }

    private Evidence run(Wiring wiring, List<Hold> order, int place, Step disturbance) {
        var active = new ArrayList<Hold>();
        var holding = new WiringOver(wiring) {
            @Override
            public Holds holds() {
                return (key, observation) -> key.kind() == Kind.SERVICE ? List.copyOf(active) : List.of();
            }
        };
        try (Machine machine = base.begin(holding)) {
            for (int step = 0; step <= order.size(); step++) {
                if (step == place) {
                    disturbance.accept(machine);
                    machine.pass(Duration.ofSeconds(3));
                    machine.witness.held(WEB, active);
                }
                if (step < order.size() && !active.remove(order.get(step))) {
                    active.add(order.get(step));
                }
                machine.wake(Specs.key(Kind.SERVICE, WEB));
                machine.pass(Duration.ofSeconds(3));
                machine.witness.held(WEB, active);
            }
            String fault = order.stream()
                            .map(hold -> hold.cause() + " " + hold.level())
                            .toList() + ", disturbed at " + place;
            Result result = Result.of(machine, machine.engine.time().instant(), true);
            return new Evidence(result.under(Result.Circumstances.of(fault)), Optional.empty(), Optional.empty());
        }
    }
}
