package sre.orion.api.observation;

import java.util.SortedMap;
import sre.orion.api.Immutable;

/**
 * ObservedContainer is one row of the engine's list, a hint, with what inspect said of it, the truth. The list can lie
 * for ever (after a full disk it says {@code running} of what has exited), so only {@code state} decides.
 *
 * @param name without the leading slash
 */
public record ObservedContainer(
        String id, String name, SortedMap<String, String> labels, Observed<ContainerState> state) {
    public ObservedContainer {
        labels = Immutable.map(labels);
    }
}
