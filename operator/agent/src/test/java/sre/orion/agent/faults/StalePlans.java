package sre.orion.agent.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.Fault;
import sre.orion.fixtures.simulation.FaultPlan;

/** StalePlans is every answer of a list or an inspect in one scenario, told as it was one to five changes ago. */
final class StalePlans {
    private static final int OLDEST = 5;

    private final Base base;
    private final Wiring wiring;
    private final Base.Reference reference;

    StalePlans(Scenario scenario, Dialect dialect, Wiring wiring) {
        base = Base.of(scenario, dialect);
        this.wiring = wiring;
        reference = base.reference();
    }

    Stream<Evidence> all() {
        List<Moment.Call> calls = reference.result().calls().subList(0, reference.callsAtWork());
        var plans = new ArrayList<Stream<Evidence>>();
        int changes = base.scenario().happens().size();
        for (int number = 1; number <= calls.size(); number++) {
            Moment.Call call = calls.get(number - 1);
            if (call.writes()) {
                changes++;
                continue;
            }
            for (int age = 1; age <= Math.min(OLDEST, changes); age++) {
                int at = number;
                var fault = new Fault.Stale(age);
                plans.add(Stream.of(fault).map(stale -> stale(at, stale, call)));
            }
        }
        return plans.stream().flatMap(stream -> stream);
    }

    private Evidence stale(int at, Fault.Stale fault, Moment.Call call) {
        Result result = base.run(FaultPlan.at(at, fault), wiring, reference.result());
        String name = fault + " at " + at + " " + call.request();
        return Evidence.of(result.under(Result.Circumstances.of(name)), base, reference.result());
    }
}
