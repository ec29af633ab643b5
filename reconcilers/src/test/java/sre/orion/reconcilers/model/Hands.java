package sre.orion.reconcilers.model;

import java.util.Optional;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.plan.EngineAction;

/** Hands is what somebody else does to a container. */
public final class Hands {
    private Hands() {}

    public static void kill(Host host, String name) {
        ModelContainer container = host.engine.get(name);
        host.engine.apply(new EngineAction.StopContainer(container.id, name, Optional.empty()));
        container.exitCode = 137;
    }

    public static void remove(Host host, String name) {
        kill(host, name);
        host.engine.containers.remove(host.engine.get(name).id);
    }

    public static void pause(Host host, String name) {
        host.engine.get(name).status = Status.PAUSED;
    }

    public static void rename(Host host, String name, String other) {
        host.engine.get(name).name = other;
    }

    public static void restart(Host host, String name) {
        host.engine.apply(new EngineAction.RestartContainer(host.engine.get(name).id, name));
    }

    public static void disconnect(Host host, String name) {
        ModelContainer container = host.engine.get(name);
        container.endpoints.remove(container.endpoints.firstKey());
    }

    public static void memory(Host host, String name, long bytes) {
        ModelContainer container = host.engine.get(name);
        container.container = ModelContainers.with(
                container.container,
                ModelContainers.memory(container.container.resources(), bytes, 2 * bytes),
                container.container.restart());
    }
}
