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
    /** How many digits of an id {@code docker ps} shows. */
    private static final int SHORT_ID = 12;

    public ObservedContainer {
        labels = Immutable.map(labels);
    }

    /** Whether {@code container:x} with this x means this container: by its name, its id, or the id's first 12 digits or more. */
    public boolean isMeantBy(String idOrName) {
        return name.equals(idOrName) || (idOrName.length() >= SHORT_ID && id.startsWith(idOrName));
    }
}
