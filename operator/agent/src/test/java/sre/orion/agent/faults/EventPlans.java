package sre.orion.agent.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sre.orion.agent.engine.EngineEvent;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.EventFaults;
import sre.orion.fixtures.simulation.FaultPlan;

/** EventPlans is every way in which the events of one scenario can go wrong: each lost, doubled, late; silence from each on; a flood. */
final class EventPlans {
    private static final int MORE_THAN_THE_RING = 300;

    private final Base base;
    private final Wiring wiring;
    private final Result reference;
    private final int events;

    EventPlans(Scenario scenario, Dialect dialect, Wiring wiring) {
        base = Base.of(scenario, dialect);
        this.wiring = wiring;
        reference = base.reference().result();
        var counting = new Counting();
        var _ = base.run(FaultPlan.none(), counting, reference);
        events = counting.heard;
    }

    /** Hears everything, and counts from when the operator has settled in. */
    private static final class Counting implements Wiring {
        private int heard;

        @Override
        public boolean hears(EngineEvent event) {
            heard++;
            return true;
        }
    }

    Stream<Evidence> all() {
        var plans = new ArrayList<Stream<Evidence>>();
        for (int number = 1; number <= events; number++) {
            int at = number;
            plans.add(Stream.of(
                            EventFaults.drop(at),
                            EventFaults.twice(at),
                            EventFaults.swap(at),
                            EventFaults.silentFrom(at))
                    .map(fault -> deaf(fault.toString(), base.run(FaultPlan.events(fault), wiring, reference))));
        }
        return Stream.concat(Stream.of("flood").map(this::flood), plans.stream().flatMap(stream -> stream));
    }

    /** So much else happens at once that the engine's ring forgets what matters, while the stream is broken. */
    private Evidence flood(String name) {
        return deaf(name, base.runFlooded(MORE_THAN_THE_RING, wiring, reference));
    }

    private Evidence deaf(String fault, Result result) {
        var circumstances = new Result.Circumstances(fault, true, false, List.of(), java.util.Optional.empty());
        return Evidence.of(result.under(circumstances), base, reference);
    }
}
