package sre.orion.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sre.orion.specs.LoadResult;
import sre.orion.specs.SpecFolder;
import sre.orion.specs.SpecLoader;
import sre.orion.specs.compose.ComposeRender;
import sre.orion.specs.yaml.Problem;

/** {@code orionctl render}: the specs as plain Compose files, without an operator. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Writes the specs of every node, or of one, as plain Compose files.")
final class RenderCommand implements Callable<Integer> {
    @Option(names = "--specs", paramLabel = "DIR", defaultValue = "specs", description = "default: ${DEFAULT-VALUE}")
    private Path specs = Path.of("specs");

    @Option(names = "--node", paramLabel = "NODE", description = "only this node's")
    private @Nullable String node;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "compose-out",
            description = "where to; default: ${DEFAULT-VALUE}")
    private Path out = Path.of("compose-out");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    RenderCommand() {}

    @Override
    public Integer call() throws IOException {
        var terminal = Terminal.of(spec);
        List<String> nodes = Files.isDirectory(specs) ? SpecFolder.nodes(specs) : List.of();
        if (nodes.isEmpty() || (node != null && !nodes.contains(node))) {
            terminal.err().println("orionctl: " + specs + " holds no folder of " + (node == null ? "a node" : node));
            return ExitCode.USAGE;
        }
        int exitCode = ExitCode.OK;
        for (String each : node == null ? nodes : List.of(node)) {
            switch (new SpecLoader().load(each, SpecFolder.read(specs, each))) {
                case LoadResult.Loaded loaded -> {
                    for (Map.Entry<String, String> file :
                            ComposeRender.render(loaded.revision()).entrySet()) {
                        Path path = out.resolve(file.getKey());
                        Files.createDirectories(path.toAbsolutePath().getParent());
                        Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
                        terminal.out().println(path);
                    }
                }
                case LoadResult.Refused refused -> {
                    refused.problems().stream().map(Problem::toString).forEach(terminal.err()::println);
                    exitCode = ExitCode.USAGE;
                }
            }
        }
        return exitCode;
    }
}
