package sre.orion.agent.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sre.orion.agent.loop.Wiring;
import sre.orion.fixtures.simulation.Dialect;

/** DiskPlans is every death of an operator while it writes its history, in one scenario: after each line and in the middle of each. */
final class DiskPlans {
    private final Base base;
    private final Base.Reference reference;

    DiskPlans(Scenario scenario, Dialect dialect) {
        base = Base.of(scenario, dialect);
        reference = base.reference();
    }

    Stream<Evidence> all() {
        var deaths = new ArrayList<Cut>();
        String written = base.history();
        for (Cut cut : reference.cuts()) {
            if (cut.history().startsWith(written)) {
                deaths.addAll(between(written, cut));
            }
            written = cut.history();
        }
        return deaths.stream().map(this::die);
    }

    /** The deaths while all that is new in the history of this cut was written; the engine is as it is then. */
    private static List<Cut> between(String written, Cut cut) {
        var deaths = new ArrayList<Cut>();
        int end = written.length();
        for (int next = lineEnd(cut, end); next > 0; next = lineEnd(cut, end)) {
            deaths.add(cut.having(cut.history().substring(0, (end + next) / 2), "in the middle of a line"));
            deaths.add(cut.having(cut.history().substring(0, end), "between two lines"));
            end = next;
        }
        return deaths;
    }

    /** Where the line ends that begins here; 0 when there is none. */
    private static int lineEnd(Cut cut, int begin) {
        return cut.history().indexOf('\n', begin) + 1;
    }

    private Evidence die(Cut cut) {
        Result result = base.goOn(cut, Wiring.PLAIN, reference.result());
        return Evidence.of(result.under(Result.Circumstances.of("dies " + cut.name())), base, reference.result());
    }
}
