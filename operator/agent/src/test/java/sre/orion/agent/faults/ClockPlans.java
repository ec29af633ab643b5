package sre.orion.agent.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.FaultPlan;

/** ClockPlans is the wall clock of the operator set forward and back by a day, before, during and after what happens. */
final class ClockPlans {
    private static final Duration DAY = Duration.ofHours(26);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Duration> MOMENTS =
            List.of(Duration.ofSeconds(1), Duration.ofMillis(4004), Duration.ofMillis(4010), Duration.ofSeconds(16));

    private final Base base;
    private final Result reference;
    private final Supplier<Wiring> wiring;

    ClockPlans(Scenario scenario, Dialect dialect, Supplier<Wiring> wiring) {
        base = Base.of(scenario, dialect);
        reference = base.reference().result();
        this.wiring = wiring;
    }

    Stream<Evidence> all() {
        return MOMENTS.stream()
                .flatMap(moment ->
                        Stream.of(DAY, DAY.negated(), HOUR, HOUR.negated()).map(jump -> jumping(moment, jump)));
    }

    private Evidence jumping(Duration after, Duration jump) {
        Instant then = base.host().time().instant().plus(after);
        Result result = base.run(
                FaultPlan.none(),
                new WiringOver(wiring.get()) {
                    @Override
                    public InstantSource clock(InstantSource real) {
                        return () -> real.instant().isBefore(then)
                                ? real.instant()
                                : real.instant().plus(jump);
                    }
                },
                reference);
        String fault = "the clock jumps by " + jump + " after " + after;
        var circumstances = new Result.Circumstances(fault, false, true, List.of(), Optional.empty());
        // A jump may end a roll-out's patience, so that only the end counts, and not the way.
        return new Evidence(result.under(circumstances), Optional.of(base.scenario()), Optional.empty());
    }
}
