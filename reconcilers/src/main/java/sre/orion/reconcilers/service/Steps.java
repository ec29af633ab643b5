package sre.orion.reconcilers.service;

import static sre.orion.api.observation.ContainerState.Status.CREATED;
import static sre.orion.api.observation.ContainerState.Status.DEAD;
import static sre.orion.api.observation.ContainerState.Status.EXITED;
import static sre.orion.api.observation.ContainerState.Status.PAUSED;
import static sre.orion.api.observation.ContainerState.Status.RESTARTING;
import static sre.orion.api.observation.ContainerState.Status.RUNNING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.api.compose.HookSpec;
import sre.orion.api.container.Container;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.container.Endpoint;
import sre.orion.api.observation.ContainerState;
import sre.orion.api.observation.NetworkState;
import sre.orion.api.plan.EngineAction.ConnectNetwork;
import sre.orion.api.plan.EngineAction.CopyFile;
import sre.orion.api.plan.EngineAction.CreateContainer;
import sre.orion.api.plan.EngineAction.DisconnectNetwork;
import sre.orion.api.plan.EngineAction.ExecInContainer;
import sre.orion.api.plan.EngineAction.PauseContainer;
import sre.orion.api.plan.EngineAction.PullImage;
import sre.orion.api.plan.EngineAction.RemoveContainer;
import sre.orion.api.plan.EngineAction.RenameContainer;
import sre.orion.api.plan.EngineAction.RestartContainer;
import sre.orion.api.plan.EngineAction.SignalContainer;
import sre.orion.api.plan.EngineAction.StartContainer;
import sre.orion.api.plan.EngineAction.StopContainer;
import sre.orion.api.plan.EngineAction.UnpauseContainer;
import sre.orion.api.plan.EngineAction.UpdateContainer;
import sre.orion.api.plan.Plan;
import sre.orion.api.plan.Precondition;
import sre.orion.reconcilers.network.Attachable;
import sre.orion.reconcilers.shared.Stops;

/** Steps is a plan for one container being written: each step with the precondition and deadline it must have. */
final class Steps {
    private static final Duration PULL = Duration.ofMinutes(30);
    private static final String CONTENT = "its content stands in the spec";
    private static final Duration HOOK = Duration.ofMinutes(2);

    private final Scope scope;
    private final Plan.Builder plan = new Plan.Builder();
    private final List<ContainerState> down = new ArrayList<>();
    private Optional<Precondition> reliance = Optional.empty();

    Steps(Scope scope) {
        this.scope = scope;
    }

    Plan plan() {
        return plan.build();
    }

    /** From here on nothing is stopped or removed but where this is still so of the container that stays. */
    Steps relyingOn(Precondition staying) {
        reliance = Optional.of(staying);
        return this;
    }

    private Precondition relied(Precondition own) {
        return reliance.<Precondition>map(staying -> new Precondition.All(List.of(staying, own)))
                .orElse(own);
    }

    Steps pull(String image, String platform, String cause) {
        plan.then(new PullImage(image, platform), new Precondition.None(), cause, PULL);
        return this;
    }

    /** Creates it under this name, attaches it to all of its networks, and puts its files into it. */
    Steps create(String name, Container container, String cause) {
        plan.then(new CreateContainer(name, container), new Precondition.None(), cause);
        return attach(name, container);
    }

    /** Like {@link #create}, after a step whose failure must not keep the container from being made. */
    Steps createAnyhow(String name, Container container, String cause) {
        plan.independent(new CreateContainer(name, container), new Precondition.None(), cause);
        return attach(name, container);
    }

    private Steps attach(String name, Container container) {
        if (!scope.engine().engine().manyEndpointsAtCreate()) {
            container.networking().endpoints().forEach((network, endpoint) -> {
                if (!network.equals(container.networking().mode())) {
                    connect(name, name, network, endpoint, "this engine attaches to one network at create");
                }
            });
        }
        container.storage().copied().forEach(file -> copy(name, name, file, new Precondition.None(), CONTENT));
        return this;
    }

    /** Puts a file into a container as long as it is in the same run. */
    Steps copy(ContainerState container, CopiedFile file, String cause) {
        return copy(container.id(), container.name(), file, Stops.sameRun(container, RUNNING), cause);
    }

    private Steps copy(String container, String target, CopiedFile file, Precondition holds, String cause) {
        plan.then(new CopyFile(container, target, file), holds, cause);
        return this;
    }

    /**
     * Puts files into a container that a pass before has made and that is about to be started: whatever was cut off after
     * it was made, it is not started without them.
     */
    Steps fill(ContainerState container, List<CopiedFile> files) {
        files.forEach(file -> copy(container.id(), container.name(), file, new Precondition.None(), CONTENT));
        return this;
    }

    /** Starts a container, by id or by the name an earlier step gave it; never beside one that was to be down by now. */
    Steps start(String container, String target, String cause) {
        List<Precondition> ended = down.stream()
                .map(other -> Stops.in(other, CREATED, EXITED, DEAD))
                .toList();
        plan.then(
                new StartContainer(container, target),
                ended.isEmpty() ? new Precondition.None() : new Precondition.All(ended),
                cause);
        return this;
    }

    /** Stops it, if there is anything to stop; what was seen before somebody started it must be down when another is. */
    Steps stop(ContainerState container, String cause) {
        if (!Stops.needed(container)) {
            down.add(container);
        } else {
            Precondition unchanged = container.status() == RESTARTING
                    ? Stops.stillAlive(container)
                    : Stops.sameRun(container, RUNNING, PAUSED);
            var stop = new StopContainer(container.id(), container.name(), Optional.empty());
            plan.after(beforeStop(container), stop, relied(unchanged), cause, Stops.deadline(container));
        }
        return this;
    }

    /** Stops it in whatever run it is, for a hold; where that cannot wait, without the commands of {@code pre_stop}. */
    Steps stopAnyRun(ContainerState container, String cause, boolean urgent) {
        if (!urgent) {
            beforeStop(container);
        }
        plan.independent(
                new StopContainer(container.id(), container.name(), Optional.empty()),
                Stops.stillAlive(container),
                cause,
                Stops.deadline(container));
        return this;
    }

    /** The commands of {@code pre_stop}. The stop comes after them whatever becomes of them: the step before is the answer. */
    private int beforeStop(ContainerState container) {
        int last = plan.last();
        if (container.status() == RUNNING) {
            scope.spec().container().preStop().forEach(hook -> exec(container, hook, "pre_stop"));
        }
        return last;
    }

    Steps pause(ContainerState container, String cause) {
        plan.independent(new PauseContainer(container.id(), container.name()), Stops.in(container, RUNNING), cause);
        return this;
    }

    Steps unpause(ContainerState container, String cause) {
        plan.then(new UnpauseContainer(container.id(), container.name()), Stops.in(container, PAUSED), cause);
        return this;
    }

    Steps restart(ContainerState container, String cause) {
        var restart = new RestartContainer(container.id(), container.name());
        plan.after(beforeStop(container), restart, Stops.sameRun(container, RUNNING), cause, Stops.deadline(container));
        return this;
    }

    /** Runs a command in the container, as long as it is in the same run. */
    Steps exec(ContainerState container, HookSpec command, String cause) {
        plan.then(
                new ExecInContainer(container.id(), container.name(), command),
                Stops.sameRun(container, RUNNING),
                cause,
                HOOK);
        return this;
    }

    Steps signal(ContainerState container, String signal, String cause) {
        plan.then(
                new SignalContainer(container.id(), container.name(), signal),
                Stops.sameRun(container, RUNNING),
                cause);
        return this;
    }

    Steps rename(ContainerState container, String name, String cause) {
        return rename(container.id(), container.name(), name, cause);
    }

    Steps rename(String container, String target, String name, String cause) {
        plan.then(new RenameContainer(container, target, name), new Precondition.None(), cause);
        return this;
    }

    Steps remove(ContainerState container, String cause) {
        return remove(container, container.name(), cause);
    }

    /** Removes it under the name it has by then; a step before has stopped it if it ran. */
    Steps remove(ContainerState container, String name, String cause) {
        down.remove(container);
        Precondition stopped = Stops.in(container, CREATED, EXITED, DEAD);
        plan.then(new RemoveContainer(container.id(), name), relied(stopped), cause);
        return this;
    }

    Steps update(ContainerState container, Container wanted, String cause) {
        plan.then(
                new UpdateContainer(container.id(), container.name(), wanted.resources(), wanted.restart()),
                Stops.in(container, container.status()),
                cause);
        return this;
    }

    Steps connect(String container, String target, String network, Endpoint endpoint, String cause) {
        String id = Attachable.named(network, scope.engine()).stream()
                .map(NetworkState::id)
                .findFirst()
                .orElse(network);
        plan.then(new ConnectNetwork(container, target, id, endpoint), new Precondition.None(), cause);
        return this;
    }

    Steps disconnect(ContainerState container, String network, String cause) {
        String known = container.networkIds().getOrDefault(network, "");
        // A stopped container may still name a network that has been made anew since.
        String id = scope.engine().networks().containsKey(known) ? known : network;
        plan.then(
                new DisconnectNetwork(container.id(), container.name(), id, false),
                Stops.in(container, container.status()),
                cause);
        return this;
    }
}
