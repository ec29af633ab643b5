package sre.orion.specs.project;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;

/** DependencyCircle finds services that need one another in a circle, so that none could ever be first. */
record DependencyCircle(SortedMap<String, List<String>> needed, Places places, Problems problems) {

    /** Places is where a service says something. */
    @FunctionalInterface
    interface Places {
        Place of(String service, String key);
    }

    void check() {
        var done = new TreeSet<String>();
        for (String service : needed.keySet()) {
            if (visit(service, new ArrayList<>(), done)) {
                return;
            }
        }
    }

    private boolean visit(String service, List<String> path, TreeSet<String> done) {
        int earlier = path.indexOf(service);
        if (earlier >= 0) {
            List<String> circle = new ArrayList<>(path.subList(earlier, path.size()));
            circle.add(service);
            problems.error(
                    places.of(service, "depends_on"),
                    "needs itself in the end: " + String.join(" -> ", circle) + "; take one out");
            return true;
        }
        if (!done.contains(service)) {
            path.add(service);
            for (String other : needed.getOrDefault(service, List.of())) {
                if (visit(other, path, done)) {
                    return true;
                }
            }
            path.removeLast();
            done.add(service);
        }
        return false;
    }
}
