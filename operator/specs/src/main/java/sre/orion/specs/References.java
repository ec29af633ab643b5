package sre.orion.specs;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.resource.ResourceKey;
import sre.orion.specs.yaml.Problems;

/** References is what must hold between the resources of a revision: names that are unique and lead somewhere. */
final class References {
    private final Problems problems;

    References(Problems problems) {
        this.problems = problems;
    }

    SortedMap<ResourceKey, Draft> check(String node, List<Draft> drafts) {
        SortedMap<ResourceKey, Draft> named = new TreeMap<>();
        for (Draft draft : drafts) {
            Draft earlier = named.putIfAbsent(draft.resource().key(), draft);
            if (earlier != null) {
                problems.error(
                        draft.place("metadata", "name"),
                        draft.resource().key() + " is declared twice, first at "
                                + earlier.resource().location() + "; rename one");
            }
        }
        return named;
    }
}
