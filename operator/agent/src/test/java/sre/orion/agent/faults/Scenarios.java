package sre.orion.agent.faults;

import java.util.List;
import java.util.stream.Stream;

/** Scenarios is everything that a node must come out of well, whatever fails on the way. */
final class Scenarios {
    private Scenarios() {}

    static List<Scenario> all() {
        return Stream.of(
                        CreationScenarios.all(),
                        ChangeScenarios.all(),
                        RolloutScenarios.all(),
                        NamespaceScenarios.all(),
                        HealScenarios.all(),
                        ObjectScenarios.all(),
                        StrangerScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    static Scenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scenario " + name));
    }
}
