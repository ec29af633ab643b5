package sre.orion.reconcilers.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sre.orion.api.container.Labels;
import sre.orion.api.container.Mount;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.resource.Resource;

/**
 * Scenario is a host that has converged, something that happens to it, and how it must end.
 *
 * @param happens what changes after the host has converged
 * @param ends what each service must end as: {@code web runs app:1}, {@code job ended job:1}, {@code web is gone}
 */
public record Scenario(
        String name, int apiVersion, List<Resource<?>> specs, Consumer<Host> happens, List<String> ends) {

    @Override
    public String toString() {
        return name + " (API 1." + apiVersion + ")";
    }

    /** The host before anything happens. */
    public Host begin() {
        var host = new Host(apiVersion, specs.toArray(Resource<?>[]::new));
        for (Resource<?> spec : specs) {
            if (spec.spec() instanceof ServiceSpec service
                    && service.rollout().strategy() == sre.orion.api.kind.RolloutSpec.Strategy.START_FIRST) {
                host.engine.startFirst.add(service.service());
            }
        }
        return host.converge();
    }

    /** What each service has come to, as {@code ends} says it. */
    public static List<String> outcome(Host host) {
        List<String> outcome = new ArrayList<>();
        for (ModelContainer container : host.engine.containers.values()) {
            String service = container.container.labels().get(Labels.SERVICE);
            if (service != null) {
                String state =
                        switch (container.status) {
                            case RUNNING -> "runs";
                            case EXITED -> "ended";
                            case PAUSED -> "is paused";
                            case Status other -> "is " + other;
                        };
                outcome.add(service + " " + state + " " + container.container.image());
            }
        }
        return outcome.stream().sorted().toList();
    }

    /** Whether the host has come to the end it must come to, and nothing forbidden happened on the way. */
    public void check(Host host) {
        assertThat(host.engine.violations).isEmpty();
        assertThat(outcome(host)).isEqualTo(ends.stream().sorted().toList());
        for (ModelContainer container : host.engine.containers.values()) {
            assertThat(container.name).doesNotContain("-orion-");
        }
    }

    /** The names of the anonymous volumes in use, by service and place. */
    public static List<String> anonymousVolumes(Host host) {
        return host.engine.containers.values().stream()
                .filter(container -> container.container.labels().containsKey(Labels.SERVICE))
                .flatMap(container -> container.mounted.stream()
                        .filter(mount -> mount.type() == Mount.Type.VOLUME)
                        .map(mount -> container.container.labels().get(Labels.SERVICE) + " " + mount.target() + " "
                                + mount.source()))
                .sorted()
                .distinct()
                .toList();
    }
}
