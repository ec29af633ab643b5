package sre.orion.agent.faults;

import static sre.orion.agent.faults.Scenario.Trait.HAS_A_PAST;
import static sre.orion.agent.faults.Scenario.Trait.RESTLESS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.container.Labels;
import sre.orion.fixtures.simulation.HostView;
import sre.orion.fixtures.simulation.HostView.ContainerView;
import sre.orion.fixtures.simulation.HostView.ObjectView;
import tools.jackson.databind.node.ObjectNode;

/** The properties that are seen in how a run ends. */
final class EndProperties {
    private static final Duration RESYNC = Duration.ofSeconds(30);
    /** In which everything is looked at once, as the engine is observed. */
    private static final Duration ROUND = Duration.ofMinutes(5);

    private EndProperties() {}

    static List<String> convergence(Evidence evidence) {
        boolean well = evidence.scenario()
                .map(scenario -> scenario.endsWell(evidence.run().host()))
                .orElse(evidence.run().settled());
        return well
                ? List.of()
                : List.of("it ends with " + Scenario.outcome(evidence.run().host()) + ", "
                        + evidence.run().conditions());
    }

    static List<String> stability(Evidence evidence) {
        // What keeps being refused, such as the pull of an image that is nowhere, touches nothing.
        return evidence.run().circumstances().idleWrites().stream()
                .filter(call -> call.status() > 0 && call.status() < 400)
                .map(Moment.Call::toString)
                .toList();
    }

    static List<String> crashEquivalence(Evidence evidence) {
        return evidence.reference()
                .map(comparison -> differences(evidence, comparison.result()))
                .orElse(List.of());
    }

    private static List<String> differences(Evidence evidence, Result reference) {
        var found = new ArrayList<String>();
        Result run = evidence.run();
        boolean otherEnd = !Scenario.outcome(run.host()).equals(Scenario.outcome(reference.host()));
        if (evidence.is(Scenario.Trait.TWO_ENDS) && otherEnd) {
            return List.of();
        }
        if (!run.snapshot().equals(reference.snapshot()) && !evidence.is(RESTLESS)) {
            found.add("the host ends differently: " + Scenario.outcome(run.host()) + " and not "
                    + Scenario.outcome(reference.host()) + firstDifference(run, reference));
        }
        if (!run.conditions().equals(reference.conditions()) && !evidence.is(RESTLESS)) {
            found.add("the conditions are " + run.conditions() + " and not " + reference.conditions());
        }
        SortedMap<String, Integer> made = changes(run.moments());
        // While a call hangs, what went before may come to its end, and what comes after begins anew.
        boolean overtaken = evidence.is(Scenario.Trait.RACES)
                || (run.circumstances().fault().startsWith("Hang")
                        && evidence.scenario()
                                .filter(scenario -> scenario.happens().size() > 1)
                                .isPresent());
        if (!overtaken && !made.equals(changes(reference.moments()))) {
            found.add("made and removed were " + made + " and not " + changes(reference.moments()));
        }
        return found;
    }

    private static String difference(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 60);
        return one.substring(from, Math.min(one.length(), at + 60)) + " and not "
                + other.substring(from, Math.min(other.length(), at + 60));
    }

    private static String firstDifference(Result run, Result reference) {
        String one = run.snapshot().toPrettyString();
        List<String> other = reference.snapshot().toPrettyString().lines().toList();
        return one.lines()
                .filter(line -> !other.contains(line))
                .findFirst()
                .map(line -> " (" + line.strip() + ")")
                .orElse("");
    }

    /** How often what was made and removed by the operator. */
    static SortedMap<String, Integer> changes(List<Moment> moments) {
        var changes = new TreeMap<String, Integer>();
        for (Moment moment : moments) {
            if (moment instanceof Moment.Call call && call.writes()) {
                HostView before = call.before().orElseThrow();
                HostView after = call.after().orElseThrow();
                if (call.part(1).equals("create")) {
                    count(changes, "make", after, before);
                } else if (call.request().method().equals("DELETE")) {
                    count(changes, "remove", before, after);
                }
            }
        }
        return changes;
    }

    private static void count(SortedMap<String, Integer> changes, String verb, HostView in, HostView notIn) {
        for (ContainerView container : in.containers()) {
            if (notIn.container(container.id()).isEmpty()) {
                changes.merge(verb + " container " + container.label(Labels.SERVICE), 1, Integer::sum);
            }
        }
        for (ObjectView network : in.networks()) {
            if (notIn.network(network.id()).isEmpty()) {
                changes.merge(verb + " network " + network.name(), 1, Integer::sum);
            }
        }
        for (ObjectView volume : in.volumes()) {
            if (notIn.volume(volume.name()).isEmpty()) {
                String name = volume.name().length() == 64 ? "anonymous" : volume.name();
                changes.merge(verb + " volume " + name, 1, Integer::sum);
            }
        }
    }

    static List<String> revert(Evidence evidence) {
        boolean same = !evidence.is(Scenario.Trait.REVERTS)
                || evidence.reference()
                        .filter(comparison -> comparison
                                .base()
                                .host()
                                .snapshot()
                                .equals(evidence.run().snapshot()))
                        .isPresent();
        return same ? List.of() : List.of("the host is not what it was under the same specs");
    }

    static List<String> eventIndependence(Evidence evidence) {
        if (!evidence.run().circumstances().deaf() || evidence.reference().isEmpty()) {
            return List.of();
        }
        Result reference = evidence.reference().get().result();
        var found = new ArrayList<>(differences(evidence, reference));
        Duration late = evidence.run().took().minus(reference.took());
        // Each thing that happens, and each step that waits for the one before, may wait for a resync.
        long waits = 1 + reference.calls().stream().filter(Moment.Call::writes).count();
        Duration round = evidence.is(Scenario.Trait.UNLISTED) ? ROUND : Duration.ZERO;
        if (late.compareTo(RESYNC.multipliedBy(waits).plus(round)) > 0) {
            found.add("it was " + late + " late");
        }
        return found;
    }

    static List<String> anonymousVolumes(Evidence evidence) {
        if (evidence.is(Scenario.Trait.LOSES) || evidence.reference().isEmpty()) {
            return List.of();
        }
        HostView before = evidence.reference().get().base().host().host().view();
        var found = new ArrayList<String>();
        for (ContainerView old : before.containers()) {
            Optional<ContainerView> now = evidence.run().host().containers().stream()
                    .filter(container -> !old.label(Labels.SERVICE).isEmpty()
                            && container.label(Labels.SERVICE).equals(old.label(Labels.SERVICE)))
                    .findFirst();
            old.volumes()
                    .forEach((place, volume) -> now.map(
                                    container -> container.volumes().get(place))
                            .filter(there -> volume.length() == 64 && !there.equals(volume))
                            .ifPresent(other -> found.add(old.name() + " has another volume at " + place)));
        }
        return found;
    }

    static List<String> timeSanity(Evidence evidence) {
        return evidence.run().circumstances().clockJumped() && !evidence.run().settled()
                ? List.of("after the clock jumped it did not come to rest: "
                        + evidence.run().conditions())
                : List.of();
    }

    static List<String> truth(Evidence evidence) {
        var found = new ArrayList<String>();
        evidence.run().conditions().forEach((resource, condition) -> {
            boolean ready = resource.startsWith("Service ") && condition.startsWith("True ");
            boolean works = evidence.run().host().containers().stream()
                    .filter(container -> resource.equals("Service " + container.label(Labels.SERVICE)))
                    .anyMatch(container -> container.status().equals("running")
                            || (condition.startsWith("True Completed") && container.exitCode() == 0));
            if (ready && !works) {
                found.add(resource + " is said to be " + condition);
            }
        });
        return found;
    }

    /** An update ends as a fresh install does, where the way there leaves nothing behind. */
    static List<String> startIndependence(Evidence evidence) {
        boolean undisturbed = evidence.run().circumstances().fault().isEmpty();
        if (!undisturbed || evidence.reference().isEmpty() || evidence.is(HAS_A_PAST) || evidence.is(RESTLESS)) {
            return List.of();
        }
        String fresh = unmarked(evidence.reference()
                .get()
                .base()
                .freshInstall(evidence.run().wanted().orElse("")));
        return fresh.equals(unmarked(evidence.run().snapshot()))
                ? List.of()
                : List.of("a fresh install differs: "
                        + difference(fresh, unmarked(evidence.run().snapshot())));
    }

    /** Without the labels that say what a container was made from, which a change in place leaves as they are. */
    private static String unmarked(ObjectNode snapshot) {
        String marks = Labels.REVISION + "|" + Labels.SPEC_HASH + "|" + Labels.CONFIG_HASH;
        return snapshot.toString()
                .replaceAll("\"(" + marks + ")\":\"[^\"]*\"", "")
                .replaceAll("\"connected\":(true|false)", "");
    }

    static List<String> determinism(Evidence evidence) {
        return evidence
                .run()
                .circumstances()
                .replay()
                .filter(hash -> !hash.equals(evidence.run().hash()))
                .map(hash -> "run again it was " + hash)
                .stream()
                .toList();
    }

    static List<String> inputHardness(Evidence evidence) {
        return evidence.run().diary().stream()
                .filter(line -> line.startsWith("panic"))
                .distinct()
                .toList();
    }
}
