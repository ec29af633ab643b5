package sre.orion.agent.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.Observed;
import sre.orion.api.observation.ObservedContainer;

/**
 * Containers is what is remembered of each container: its row in the list and the last inspect. Looks overlap, so each takes
 * a ticket before it asks, and what is older than what is known is dropped.
 */
final class Containers {
    private static final Duration RETRY = Duration.ofSeconds(20);

    private final Map<String, Remembered> byId = new TreeMap<>();
    private final Rotation rotation;
    private Map<ByteBuffer, Remembered> byRow = new HashMap<>();
    private long lastTicket;

    private static final class Remembered {
        final String id;

        @Nullable
        ContainerRow row;

        ObservedContainer observed;
        SortedSet<String> attached = Immutable.set(null);
        Instant lookedAt = Instant.MIN;
        long ticket;
        boolean due = true;

        Remembered(String id) {
            this.id = id;
            observed = new ObservedContainer(id, "", Immutable.map(null), notInspected());
        }

        boolean unknown() {
            return observed.state().unknown();
        }

        /** Whether the list tells another state or name than inspect did; it may lie for ever after a full disk. */
        boolean contradicted() {
            ContainerRow told = row;
            return told != null
                    && observed.state()
                            .present()
                            .filter(state -> state.status() != told.status()
                                    || !state.name().equals(told.name()))
                            .isPresent();
        }
    }

    /** Memory that looks again at every container within a period. */
    Containers(Duration period) {
        rotation = new Rotation(period);
    }

    /** To be taken before the engine is asked; what comes with an older ticket than what is known is dropped. */
    synchronized long ticket() {
        return ++lastTicket;
    }

    /**
     * Takes in a list of all containers, and says which must be inspected: those whose row is new or changed, those that are
     * marked, those that nobody could read or that contradict their row, and their share of the rest.
     *
     * @param marked what is not to be trusted of what is remembered
     */
    synchronized List<String> listed(byte[] list, long ticket, Scope scope, Marks marked, Instant now) {
        var rows = new HashMap<ByteBuffer, Remembered>();
        var listed = new HashSet<String>();
        for (ByteBuffer bytes : JsonElements.of(list)) {
            Remembered container = remembered(bytes);
            rows.put(bytes, container);
            listed.add(container.id);
        }
        byRow = rows;
        byId.values().removeIf(container -> !listed.contains(container.id) && container.ticket < ticket);
        return toInspect(scope, marked, now);
    }

    /** Takes in what an inspect gave, attachments included. */
    synchronized void inspected(ContainerState state, SortedSet<String> attached, long ticket, Instant now) {
        Remembered container = byId.computeIfAbsent(state.id(), Remembered::new);
        if (container.ticket < ticket) {
            container.attached = attached;
            looked(container, state.name(), state.container().labels(), new Observed.Present<>(state), ticket, now);
        }
    }

    /** Takes in that a container could not be inspected. */
    synchronized void failed(String id, String cause, long ticket, Instant now) {
        Remembered container = byId.computeIfAbsent(id, Remembered::new);
        if (container.ticket < ticket) {
            ObservedContainer known = container.observed;
            looked(container, known.name(), known.labels(), new Observed.Unknown<>(cause), ticket, now);
        }
    }

    /** Takes in that a container is gone. */
    synchronized void gone(String id, long ticket) {
        Remembered container = byId.get(id);
        if (container != null && container.ticket < ticket) {
            byId.remove(id);
        }
    }

    /** All containers as last seen; of those out of scope no state is told. */
    synchronized SortedMap<String, ObservedContainer> seen() {
        var seen = new TreeMap<String, ObservedContainer>();
        byId.forEach((id, container) -> seen.put(id, container.observed));
        return seen;
    }

    /** Ids of the containers attached to each network, by the network's id. */
    synchronized Map<String, SortedSet<String>> attachments() {
        var attachments = new HashMap<String, SortedSet<String>>();
        for (Remembered container : byId.values()) {
            for (String network : container.attached) {
                attachments.computeIfAbsent(network, _ -> new TreeSet<>()).add(container.id);
            }
        }
        return attachments;
    }

    private Remembered remembered(ByteBuffer bytes) {
        Remembered known = byRow.get(bytes);
        if (known != null && byId.get(known.id) == known) {
            return known;
        }
        ContainerRow row = ContainerRow.of(bytes);
        Remembered container = byId.computeIfAbsent(row.id(), Remembered::new);
        ContainerRow before = container.row;
        container.row = row;
        if (before == null || row.differsFrom(before)) {
            container.due = true;
            container.attached = row.attached();
            container.observed = new ObservedContainer(row.id(), row.name(), row.labels(), container.observed.state());
        }
        return container;
    }

    private List<String> toInspect(Scope scope, Marks marked, Instant now) {
        var inspect = new ArrayList<String>();
        var rest = new ArrayList<Remembered>();
        int inScope = 0;
        for (Remembered container : byId.values()) {
            if (!scope.holds(container.observed)) {
                forget(container);
                continue;
            }
            inScope++;
            boolean doubtful = container.unknown() || container.contradicted();
            if (container.due || marked.holds(container.id) || (doubtful && stale(container, now))) {
                inspect.add(container.id);
            } else {
                rest.add(container);
            }
        }
        rest.sort(Comparator.comparing(container -> container.lookedAt));
        int share = Math.min(rotation.due(now, inScope), rest.size());
        rest.subList(0, share).forEach(container -> inspect.add(container.id));
        return inspect;
    }

    private static boolean stale(Remembered container, Instant now) {
        return container.lookedAt.equals(Instant.MIN)
                || !container.lookedAt.plus(RETRY).isAfter(now);
    }

    private static void forget(Remembered container) {
        container.due = true;
        if (!container.unknown()) {
            ObservedContainer known = container.observed;
            container.observed = new ObservedContainer(known.id(), known.name(), known.labels(), notInspected());
        }
    }

    private static void looked(
            Remembered container,
            String name,
            SortedMap<String, String> labels,
            Observed<ContainerState> state,
            long ticket,
            Instant now) {
        container.observed = new ObservedContainer(container.id, name, labels, state);
        container.ticket = ticket;
        container.lookedAt = now;
        container.due = false;
    }

    private static Observed<ContainerState> notInspected() {
        return new Observed.Unknown<>("not inspected, as it is none of this node's specs");
    }
}
