package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.secret.Text;

/**
 * HookSpec is one entry of {@code post_start} or {@code pre_stop}: a command run inside the container.
 */
public record HookSpec(
        List<String> command,
        @Nullable String user,
        @Nullable Boolean privileged,
        @JsonProperty("working_dir") @Nullable String workingDir,
        SortedMap<String, @Nullable Text> environment) {
    public HookSpec {
        command = Immutable.list(command);
        environment = Immutable.map(environment);
    }
}
