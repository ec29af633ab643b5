package sre.orion.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sre.orion.agent.state.DurableFiles;
import sre.orion.agent.state.StartRefusal;
import sre.orion.specs.compose.ComposeRender;
import sre.orion.specs.secret.NodeSecrets;

/** RenderCommand is {@code ./orion render}: writes the specs as plain Compose files, so that a host can be run without Orion. */
@Command(name = "render", description = "Write the specs of a node as plain Compose files.")
final class RenderCommand implements Callable<Integer> {
    @Mixin
    private SpecArguments arguments = new SpecArguments();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "compose-out",
            description = "where to; default: ${DEFAULT-VALUE}")
    private Path out = Path.of("");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws StartRefusal, SpecError, IOException {
        NodeSecrets secrets = arguments.namesSecrets() ? arguments.secrets().read() : NodeSecrets.UNREAD;
        SingleLook look = SingleLook.at(arguments, secrets);
        for (Map.Entry<String, String> file :
                ComposeRender.render(look.revision()).entrySet()) {
            Path path = out.resolve(file.getKey());
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            DurableFiles.replace(path, file.getValue().getBytes(StandardCharsets.UTF_8));
            command.commandLine().getOut().println(path);
        }
        return ExitCode.OK;
    }
}
