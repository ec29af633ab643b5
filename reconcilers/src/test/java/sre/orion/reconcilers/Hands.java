package sre.orion.reconcilers;

import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.plan.EngineAction;
import sre.orion.reconcilers.model.Host;
import sre.orion.reconcilers.model.ModelContainer;
import sre.orion.reconcilers.model.ModelContainers;

/** Hands is what somebody else does to a container. */
final class Hands {
    private Hands() {}

    static void kill(Host host, String name) {
        ModelContainer container = host.engine.get(name);
        host.engine.apply(new EngineAction.StopContainer(container.id, name, java.util.Optional.empty()));
        container.exitCode = 137;
    }

    static void remove(Host host, String name) {
        kill(host, name);
        host.engine.containers.remove(host.engine.get(name).id);
    }

    static void pause(Host host, String name) {
        host.engine.get(name).status = Status.PAUSED;
    }

    static void rename(Host host, String name, String other) {
        host.engine.get(name).name = other;
    }

    static void restart(Host host, String name) {
        host.engine.apply(new EngineAction.RestartContainer(host.engine.get(name).id, name));
    }

    static void disconnect(Host host, String name) {
        ModelContainer container = host.engine.get(name);
        container.endpoints.remove(container.endpoints.firstKey());
    }

    static void memory(Host host, String name, long bytes) {
        ModelContainer container = host.engine.get(name);
        container.container = ModelContainers.with(
                container.container,
                ModelContainers.memory(container.container.resources(), bytes, 2 * bytes),
                container.container.restart());
    }
}
