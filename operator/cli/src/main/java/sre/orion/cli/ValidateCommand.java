package sre.orion.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
import sre.orion.specs.yaml.Problem;

/** ValidateCommand reads spec files as the operator would and says what is wrong with them. */
@Command(name = "validate", description = "Reads the specs of every node and says what is wrong with them.")
final class ValidateCommand implements Callable<Integer> {
    @Option(names = "--specs", paramLabel = "DIR", defaultValue = "specs", description = "default: ${DEFAULT-VALUE}")
    private Path specs = Path.of("specs");

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        PrintWriter err = Objects.requireNonNull(command).commandLine().getErr();
        List<String> nodes = Files.isDirectory(specs) ? SpecFolder.nodes(specs) : List.of();
        if (nodes.isEmpty()) {
            err.println("orionctl: " + specs + " holds no folder of a node");
            return ExitCode.USAGE;
        }
        int exitCode = ExitCode.OK;
        for (String node : nodes) {
            switch (new SpecLoader().load(node, SpecFolder.read(specs, node))) {
                case LoadResult.Loaded loaded -> {
                    loaded.warnings().forEach(warning -> err.println("warning: " + warning));
                    out.println(node + ": " + loaded.revision().resources().size() + " resources, "
                            + loaded.warnings().size() + " warnings");
                }
                case LoadResult.Refused refused -> {
                    refused.problems().stream().map(Problem::toString).forEach(err::println);
                    exitCode = ExitCode.USAGE;
                }
            }
        }
        return exitCode;
    }
}
