package sre.orion.agent.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.api.container.Labels;
import sre.orion.api.reconcile.Hold;
import sre.orion.fixtures.simulation.HostView.ContainerView;

/** What several kinds that hold one Service may see of it. */
final class HoldProperties {
    private HoldProperties() {}

    static List<String> precedence(Evidence evidence) {
        var found = new ArrayList<String>();
        int writes = 0;
        for (Moment moment : evidence.moments()) {
            switch (moment) {
                case Moment.Call call when call.writes() -> writes++;
                case Moment.Held held -> {
                    wrong(held).ifPresent(found::add);
                    if (writes > 1) {
                        found.add(held + ": it took " + writes + " calls");
                    }
                    writes = 0;
                }
                default -> {}
            }
        }
        return found;
    }

    /** The one that wins says how much is held: nothing runs under STOPPED, nothing goes on under PAUSED. */
    private static Optional<String> wrong(Moment.Held held) {
        Optional<Hold> first = held.holds().stream().min(Hold.PRECEDENCE);
        for (ContainerView container : held.host().containers()) {
            if (!container.label(Labels.SERVICE).equals(held.service())) {
                continue;
            }
            boolean fits = first.map(hold -> switch (hold.level()) {
                        case STOPPED -> !container.alive();
                        case PAUSED -> !container.status().equals("running");
                    })
                    .orElse(container.status().equals("running"));
            if (!fits) {
                return Optional.of(held + ": " + container.name() + " is " + container.status());
            }
        }
        return Optional.empty();
    }
}
