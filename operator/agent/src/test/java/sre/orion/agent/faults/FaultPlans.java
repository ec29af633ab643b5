package sre.orion.agent.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;
import sre.orion.fixtures.simulation.Fault;
import sre.orion.fixtures.simulation.FaultPlan;

/** FaultPlans is every way in which one scenario can be disturbed once: each cut, and each fault at each call. */
final class FaultPlans {
    private final Base base;
    private final Base.Reference reference;
    private final Supplier<Wiring> wiring;

    FaultPlans(Scenario scenario, Dialect dialect, Supplier<Wiring> wiring) {
        base = Base.of(scenario, dialect);
        reference = base.reference();
        this.wiring = wiring;
    }

    /** The undisturbed run. */
    Evidence undisturbed() {
        return Evidence.of(reference.result(), base, reference.result());
    }

    private Evidence disturbed(String fault, Result result) {
        return Evidence.of(result.under(Result.Circumstances.of(fault)), base, reference.result());
    }

    /** Every plan; each is carried out when the stream comes to it. */
    Stream<Evidence> all() {
        return Stream.concat(cuts(), faults());
    }

    private Stream<Evidence> cuts() {
        return Cut.distinct(reference.cuts()).stream()
                .map(cut -> disturbed("dies " + cut.name(), base.goOn(cut, wiring.get(), reference.result())));
    }

    private Stream<Evidence> faults() {
        var plans = new ArrayList<Stream<Evidence>>();
        List<Moment.Call> calls = reference.result().calls();
        for (int number = 1; number <= reference.callsAtWork(); number++) {
            Moment.Call call = calls.get(number - 1);
            int at = number;
            plans.add(faults(call).stream()
                    .map(fault -> disturbed(
                            fault + " at " + at + " " + call.request(),
                            base.run(FaultPlan.at(at, fault), wiring.get(), reference.result()))));
        }
        return plans.stream().flatMap(stream -> stream);
    }

    private static List<Fault> faults(Moment.Call call) {
        var faults = new ArrayList<Fault>(List.of(
                new Fault.AnswerLost(false),
                new Fault.Hang(false),
                new Fault.Refused(500, "something is wrong"),
                new Fault.Refused(409, conflict(call))));
        if (call.writes()) {
            faults.add(new Fault.AnswerLost(true));
            faults.add(new Fault.Hang(true));
        }
        return faults;
    }

    private static String conflict(Moment.Call call) {
        return call.request().method().equals("DELETE")
                ? "removal of container " + call.part(1) + " is already in progress"
                : "conflict";
    }
}
