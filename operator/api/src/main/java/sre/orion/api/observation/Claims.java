package sre.orion.api.observation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.Immutable;
import sre.orion.api.container.Labels;

/**
 * Claims is the containers by the labels that tell whose they are, so that a Service need not go through all of them to find
 * its own.
 *
 * @param byOwner by {@link Labels#OWNER}
 * @param byService by {@link Labels#SERVICE}, of whatever project
 */
public record Claims(
        SortedMap<String, List<ObservedContainer>> byOwner, SortedMap<String, List<ObservedContainer>> byService) {
    public Claims {
        byOwner = Immutable.map(byOwner);
        byService = Immutable.map(byService);
    }

    /** The claims that the labels of these containers make. */
    static Claims of(Collection<ObservedContainer> containers) {
        return new Claims(by(Labels.OWNER, containers), by(Labels.SERVICE, containers));
    }

    private static SortedMap<String, List<ObservedContainer>> by(
            String label, Collection<ObservedContainer> containers) {
        var index = new TreeMap<String, List<ObservedContainer>>();
        for (ObservedContainer container : containers) {
            String value = container.labels().get(label);
            if (value != null) {
                index.computeIfAbsent(value, _ -> new ArrayList<>()).add(container);
            }
        }
        return index;
    }

    /** Containers by id that have the one label or the other. */
    public SortedMap<String, ObservedContainer> of(String owner, String service) {
        var found = new TreeMap<String, ObservedContainer>();
        byOwner.getOrDefault(owner, List.of()).forEach(container -> found.put(container.id(), container));
        byService.getOrDefault(service, List.of()).forEach(container -> found.put(container.id(), container));
        return Collections.unmodifiableSortedMap(found);
    }
}
