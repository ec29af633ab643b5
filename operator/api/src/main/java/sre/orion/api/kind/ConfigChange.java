package sre.orion.api.kind;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * ConfigChange is what a Service does when the content of a file that it mounts has changed, which docker compose never
 * notices: a config, a secret, or a file beside its spec.
 *
 * @param signal name or number of the signal, such as {@code SIGHUP}; given with {@link Action#SIGNAL} alone
 * @param exec the command and its arguments, run in the container; given with {@link Action#EXEC} alone
 */
public record ConfigChange(Action action, @Nullable String signal, List<String> exec) {
    /** The change is only said. */
    public static final ConfigChange DEFAULT = new ConfigChange(Action.REPORT, null, List.of());

    public ConfigChange {
        exec = Immutable.list(exec);
        if ((action == Action.SIGNAL) != (signal != null) || (action == Action.EXEC) == exec.isEmpty()) {
            throw new IllegalArgumentException("write recreate, restart, report, signal: NAME or exec: [COMMAND, …]");
        }
    }

    /** Action is what is done. */
    public enum Action {
        /** Only said, as an event and in the status. */
        @JsonProperty("report")
        REPORT,
        /** The container is replaced, as if the spec had changed. */
        @JsonProperty("recreate")
        RECREATE,
        /** The container is restarted. */
        @JsonProperty("restart")
        RESTART,
        /** The container's process gets a signal. */
        @JsonProperty("signal")
        SIGNAL,
        /** A command is run in the container. */
        @JsonProperty("exec")
        EXEC
    }
}
