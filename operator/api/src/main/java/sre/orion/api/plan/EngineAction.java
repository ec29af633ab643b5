package sre.orion.api.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.api.compose.HookSpec;
import sre.orion.api.container.Container;
import sre.orion.api.container.Container.RestartPolicy;
import sre.orion.api.container.CopiedFile;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Resources;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.VolumeSpec;

/**
 * EngineAction is one request to the engine. Where a {@code container} is named rather than given by id, it is one that
 * an earlier step of the same plan creates; names are deterministic, so no step needs another's answer.
 */
public sealed interface EngineAction extends Action {

    /** CreateContainer makes a container that does not run yet. */
    record CreateContainer(String name, Container container) implements EngineAction {
        @Override
        public String target() {
            return name;
        }

        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** CopyFile puts a file into a container, an id or a name, in the place of one that is there; its folders are made. */
    record CopyFile(String container, String target, CopiedFile file) implements EngineAction {
        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** StartContainer starts a container that does not run; {@code container} is an id or a name. */
    record StartContainer(String container, String target) implements EngineAction {
        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** StopContainer ends a container; empty {@code grace} leaves the wait before the kill to the container itself. */
    record StopContainer(String id, String target, Optional<Duration> grace) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** RestartContainer stops a container and starts it again in one request. */
    record RestartContainer(String id, String target) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** SignalContainer sends a signal, such as {@code SIGHUP}, to the main process of a container. */
    record SignalContainer(String id, String target, String signal) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /**
     * ExecInContainer runs a command in a running container and waits for its end; it fails when that is not 0. To the engine
     * it is made and then started, which no other step can come between.
     */
    record ExecInContainer(String id, String target, HookSpec command) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** PauseContainer freezes the processes of a container. */
    record PauseContainer(String id, String target) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** UnpauseContainer lets the processes of a paused container go on. */
    record UnpauseContainer(String id, String target) implements EngineAction {
        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** RenameContainer gives a container another name; {@code container} is an id or a name. */
    record RenameContainer(String container, String target, String name) implements EngineAction {
        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** UpdateContainer changes limits and restart policy of a container as it runs. */
    record UpdateContainer(String id, String target, Resources resources, RestartPolicy restart)
            implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** RemoveContainer removes a container that does not run; its volumes stay, always. */
    record RemoveContainer(String id, String target) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** ConnectNetwork attaches a container, an id or a name, to a network, an id or a name. */
    record ConnectNetwork(String container, String target, String network, Endpoint endpoint) implements EngineAction {
        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** DisconnectNetwork detaches a container from a network. */
    record DisconnectNetwork(String id, String target, String network, boolean force) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** PullImage fetches an image; empty {@code platform} is the engine's own. */
    record PullImage(String reference, String platform) implements EngineAction {
        @Override
        public String target() {
            return reference;
        }

        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** CreateNetwork makes a network. */
    record CreateNetwork(NetworkSpec network, SortedMap<String, String> labels) implements EngineAction {
        public CreateNetwork {
            labels = Immutable.map(labels);
        }

        @Override
        public String target() {
            return network.name();
        }

        @Override
        public boolean destructive() {
            return false;
        }
    }

    /** RemoveNetwork removes a network without endpoints. */
    record RemoveNetwork(String id, String target) implements EngineAction {
        @Override
        public boolean destructive() {
            return true;
        }
    }

    /** CreateVolume makes a volume. */
    record CreateVolume(VolumeSpec volume, SortedMap<String, String> labels) implements EngineAction {
        public CreateVolume {
            labels = Immutable.map(labels);
        }

        @Override
        public String target() {
            return volume.name();
        }

        @Override
        public boolean destructive() {
            return false;
        }
    }
}
