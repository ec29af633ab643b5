package sre.orion.reconcilers.service;

import static sre.orion.api.kind.ServiceReason.CONVERGING;
import static sre.orion.api.kind.ServiceReason.DRIFT;
import static sre.orion.api.plan.Difference.Change.UPDATE_IN_PLACE;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import sre.orion.api.container.Endpoint;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.plan.Difference;
import sre.orion.api.resource.Event.Severity;
import sre.orion.reconcilers.shared.Differences;
import sre.orion.reconcilers.shared.Verdict;

/** InPlace is the changes a container lives through: its limits, its restart policy, its networks and its name. */
record InPlace(Situation situation) {
    private static final String NETWORKS = "networks.";

    Optional<Decision> decide(ContainerState container, List<Difference> differences) {
        List<Difference> here = differences.stream()
                .filter(difference -> difference.change() == UPDATE_IN_PLACE)
                .toList();
        String name = situation.scope().name();
        boolean renamed = !container.name().equals(name);
        if (here.isEmpty() && !renamed) {
            return Optional.empty();
        }
        Optional<Decision> taken = renamed ? new Creation(situation).name() : Optional.empty();
        if (taken.isPresent()) {
            return taken;
        }
        var steps = new Steps(situation.scope());
        if (renamed) {
            steps.rename(container, name, "its name is " + name);
        }
        mend(steps, container, here);
        String fields = renamed
                ? (here.isEmpty() ? "container_name" : "container_name, " + Differences.fields(here))
                : Differences.fields(here);
        boolean interference = situation.isInterference(container);
        return Optional.of(Decision.act(
                        interference ? Effort.REPAIR : Effort.BRING,
                        steps.plan(),
                        Verdict.progressing(CONVERGING, "changing in place: " + fields),
                        situation.memory())
                .saying(interference ? Severity.WARNING : Severity.NORMAL, DRIFT, "changed in place: " + fields));
    }

    /** Adds the steps that make these differences go away. */
    void mend(Steps steps, ContainerState container, List<Difference> differences) {
        List<Difference> limits = differences.stream()
                .filter(difference -> difference.change() == UPDATE_IN_PLACE)
                .filter(difference -> !difference.field().startsWith(NETWORKS))
                .toList();
        if (!limits.isEmpty()) {
            steps.update(container, situation.effective(), texts(limits));
        }
        attachments(steps, container, differences);
    }

    private void attachments(Steps steps, ContainerState container, List<Difference> differences) {
        var wanted = situation.desired().asked().networking().endpoints();
        var found = container.container().networking().endpoints();
        var networks = new TreeSet<>(wanted.keySet());
        networks.addAll(found.keySet());
        for (String network : networks) {
            String path = NETWORKS + network;
            List<Difference> here = differences.stream()
                    .filter(difference -> difference.field().equals(path) || isPart(difference.field(), path, networks))
                    .toList();
            if (here.isEmpty()) {
                continue;
            }
            if (found.containsKey(network)) {
                steps.disconnect(container, network, texts(here));
            }
            Endpoint endpoint = wanted.get(network);
            if (endpoint != null) {
                steps.connect(container.id(), container.name(), network, endpoint, texts(here));
            }
        }
    }

    /** A network's name may hold dots, so the longest name that fits is the one meant. */
    private static boolean isPart(String field, String path, TreeSet<String> networks) {
        return field.startsWith(path + ".")
                && networks.stream()
                        .map(other -> NETWORKS + other)
                        .noneMatch(other -> other.length() > path.length()
                                && (field.equals(other) || field.startsWith(other + ".")));
    }

    static String texts(List<Difference> differences) {
        return String.join(
                "; ", differences.stream().map(Difference::toString).limit(5).toList());
    }
}
