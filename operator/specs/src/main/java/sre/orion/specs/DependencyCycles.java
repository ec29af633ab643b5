package sre.orion.specs;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.specs.yaml.Problems;

/** DependencyCycles finds services that wait for each other. */
final class DependencyCycles {
    private final SortedMap<String, Draft> services;
    private final Problems problems;
    private final SortedSet<String> done = new TreeSet<>();
    private final List<String> road = new ArrayList<>();

    /** A search among services by {@link References#id}. */
    DependencyCycles(SortedMap<String, Draft> services, Problems problems) {
        this.services = services;
        this.problems = problems;
    }

    void check() {
        services.keySet().forEach(this::visit);
    }

    /** Walks on from {@code id}; the road is never longer than there are services. */
    private void visit(String id) {
        Draft draft = services.get(id);
        if (draft == null || done.contains(id) || !(draft.resource().spec() instanceof ServiceSpec service)) {
            return;
        }
        road.add(id);
        for (Dependency dependency : Dependency.of(service)) {
            String next = References.id(service.project(), dependency.service());
            int start = road.indexOf(next);
            if (start >= 0) {
                var circle = new ArrayList<>(road.subList(start, road.size()));
                circle.add(next);
                problems.error(
                        draft.place("spec", "container", dependency.key(), dependency.item()),
                        "closes a circle, so none can start first: " + String.join(" → ", names(circle)));
            } else {
                visit(next);
            }
        }
        road.removeLast();
        done.add(id);
    }

    private static List<String> names(List<String> ids) {
        return ids.stream().map(id -> id.substring(id.indexOf('/') + 1)).toList();
    }
}
