package sre.orion.agent.serve.model;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sre.orion.api.container.Labels;
import sre.orion.api.container.Mount;
import sre.orion.api.observation.ContainerState.Health;
import sre.orion.api.observation.ContainerState.Status;

/** ContainerStatuses is the engine's words for a container in those of Kubernetes. */
final class ContainerStatuses {
    private ContainerStatuses() {}

    /** The name of the one container in its pod: Compose's service, else the container's own. */
    static String name(sre.orion.api.observation.ContainerState state) {
        return state.container().labels().getOrDefault(Labels.SERVICE, state.name());
    }

    static String restartPolicy(sre.orion.api.observation.ContainerState state) {
        return switch (state.container().restart().name()) {
            case "always", "unless-stopped" -> "Always";
            case "on-failure" -> "OnFailure";
            default -> "Never";
        };
    }

    static boolean ready(sre.orion.api.observation.ContainerState state) {
        return state.status() == Status.RUNNING && (state.health() == Health.NONE || state.health() == Health.HEALTHY);
    }

    static String phase(sre.orion.api.observation.ContainerState state) {
        return switch (state.status()) {
            case CREATED -> "Pending";
            case RUNNING, PAUSED, RESTARTING, REMOVING -> "Running";
            case EXITED -> state.exitCode() == 0 ? "Succeeded" : "Failed";
            case DEAD -> "Failed";
        };
    }

    /** What a table says in its column STATUS. */
    static String word(sre.orion.api.observation.ContainerState state) {
        return switch (state.status()) {
            case CREATED -> state.error().isEmpty() ? "Created" : "StartError";
            case RUNNING -> "Running";
            case PAUSED -> "Paused";
            case RESTARTING -> "CrashLoopBackOff";
            case REMOVING -> "Terminating";
            case EXITED -> ended(state);
            case DEAD -> "Dead";
        };
    }

    private static String ended(sre.orion.api.observation.ContainerState state) {
        return state.outOfMemory() ? "OOMKilled" : state.exitCode() == 0 ? "Completed" : "Error";
    }

    static ContainerStatus of(sre.orion.api.observation.ContainerState state, int restarts) {
        return new ContainerStatusBuilder()
                .withName(name(state))
                .withImage(state.container().image())
                .withImageID(state.imageId())
                .withContainerID("docker://" + state.id())
                .withReady(ready(state))
                .withStarted(state.status() == Status.RUNNING)
                .withRestartCount(restarts)
                .withState(now(state))
                .withLastState(before(state))
                .build();
    }

    private static ContainerState now(sre.orion.api.observation.ContainerState state) {
        return switch (state.status()) {
            case RUNNING, PAUSED ->
                new ContainerStateBuilder()
                        .withNewRunning(state.startedAt().map(Identity::time).orElse(null))
                        .build();
            case CREATED, RESTARTING ->
                new ContainerStateBuilder()
                        .withNewWaiting(state.error(), word(state))
                        .build();
            case REMOVING, EXITED, DEAD -> terminated(state);
        };
    }

    private static ContainerState before(sre.orion.api.observation.ContainerState state) {
        boolean restarted = state.alive() || state.status() == Status.RESTARTING;
        return restarted && state.finishedAt().isPresent()
                ? new ContainerStateBuilder()
                        .withNewTerminated()
                        .withFinishedAt(Identity.time(state.finishedAt().get()))
                        .withReason("Ended")
                        .endTerminated()
                        .build()
                : new ContainerState();
    }

    private static ContainerState terminated(sre.orion.api.observation.ContainerState state) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(state.exitCode())
                .withReason(ended(state))
                .withMessage(state.error())
                .withStartedAt(state.startedAt().map(Identity::time).orElse(null))
                .withFinishedAt(state.finishedAt().map(Identity::time).orElse(null))
                .withContainerID("docker://" + state.id())
                .endTerminated()
                .build();
    }

    static List<ContainerPort> ports(sre.orion.api.observation.ContainerState state) {
        var ports = new ArrayList<ContainerPort>();
        state.container().networking().ports().forEach(port -> {
            var builder = new ContainerPortBuilder()
                    .withContainerPort(port.target())
                    .withProtocol(port.protocol().toUpperCase(Locale.ROOT))
                    .withHostIP(port.hostAddress());
            if (port.hostPort().matches("[0-9]{1,5}")) {
                builder.withHostPort(Integer.parseInt(port.hostPort()));
            }
            ports.add(builder.build());
        });
        return ports;
    }

    static List<VolumeMount> mounts(sre.orion.api.observation.ContainerState state) {
        var mounts = new ArrayList<VolumeMount>();
        for (int number = 0; number < state.mounted().size(); number++) {
            Mount mount = state.mounted().get(number);
            mounts.add(new VolumeMountBuilder()
                    .withName("mount-" + number)
                    .withMountPath(mount.target())
                    .withReadOnly(mount.readOnly() ? true : null)
                    .build());
        }
        return mounts;
    }

    static List<Volume> volumes(sre.orion.api.observation.ContainerState state) {
        var volumes = new ArrayList<Volume>();
        for (int number = 0; number < state.mounted().size(); number++) {
            Mount mount = state.mounted().get(number);
            var volume = new VolumeBuilder().withName("mount-" + number);
            switch (mount.type()) {
                case BIND, IMAGE -> volume.withNewHostPath(mount.source(), "");
                case VOLUME -> volume.withNewPersistentVolumeClaim(mount.source(), mount.readOnly());
                case TMPFS -> volume.withNewEmptyDir().withMedium("Memory").endEmptyDir();
            }
            volumes.add(volume.build());
        }
        return volumes;
    }
}
