package sre.orion.agent.engine.codec;

import java.util.Objects;
import sre.orion.api.compose.HookSpec;
import tools.jackson.databind.node.ObjectNode;

/** ExecBody is a command as the body of {@code POST /containers/ID/exec}, as docker compose v5 sends a hook. */
public final class ExecBody {
    private ExecBody() {}

    /** The body of the request. */
    public static ObjectNode of(HookSpec command) {
        ObjectNode body = Nodes.object()
                .put("User", Objects.requireNonNullElse(command.user(), ""))
                .put("Privileged", Boolean.TRUE.equals(command.privileged()))
                .put("Tty", false)
                .put("AttachStdin", false)
                .put("AttachStderr", true)
                .put("AttachStdout", true)
                .put("DetachKeys", "")
                .put("WorkingDir", Objects.requireNonNullElse(command.workingDir(), ""));
        body.set(
                "Env",
                Nodes.orNull(command.environment().entrySet().stream()
                        .map(entry ->
                                entry.getValue() == null ? entry.getKey() : entry.getKey() + "=" + entry.getValue())
                        .toList()));
        return body.set("Cmd", Nodes.array(command.command()));
    }
}
