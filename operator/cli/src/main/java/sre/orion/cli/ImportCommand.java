package sre.orion.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sre.orion.specs.imports.ProjectImport;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problem.Severity;
import sre.orion.specs.yaml.Problems;

/** ImportCommand takes a Compose project over: {@code orion ctl import} writes the specs that stand for it. */
@Command(
        name = "import",
        sortOptions = false,
        description = "Writes the specs that stand for a Compose project; touches no container.")
final class ImportCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Compose file, several are merged; default: as docker compose finds them")
    private List<String> files = List.of();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "switch a profile on; services behind others are suspended")
    private List<String> profiles = List.of();

    @Option(names = "--env-file", paramLabel = "FILE", description = "variables instead of those of .env")
    private List<String> envFiles = List.of();

    @Option(
            names = "--project-directory",
            paramLabel = "DIR",
            description = "where relative paths start; default: the folder of the first file")
    private @Nullable String folder;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "default: as docker compose names it")
    private @Nullable String project;

    @Option(names = "--node", paramLabel = "NODE", description = "whose specs; default: this host's name")
    private @Nullable String node;

    @Option(
            names = "--specs",
            paramLabel = "DIR",
            defaultValue = "specs",
            description = "where to write; default: ${DEFAULT-VALUE}")
    private Path specs = Path.of("specs");

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description =
                    "where values go whose key says secret; default: secrets.env in the operator's state directory")
    private @Nullable Path secrets;

    @Option(names = "--strict", description = "take a variable that is not set for an error")
    private boolean strict;

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws IOException {
        var problems = new Problems();
        SortedMap<String, String> environment = new TreeMap<>(System.getenv());
        var request = new ProjectRequest(
                files,
                profiles,
                envFiles,
                folder,
                project,
                environment,
                Path.of("").toAbsolutePath().toString(),
                environment.getOrDefault("HOME", "/"));
        String owner = node == null ? hostName() : node;
        SecretsFile stored = SecretsFile.read(Objects.requireNonNullElseGet(secrets, StateFiles::secrets));
        Optional<ProjectImport> imported =
                ProjectImport.of(request, owner, new HostFiles(System.in), strict, stored.values(), problems);
        problems.all(Severity.WARNING).forEach(problem -> err().println("warning: " + problem));
        if (imported.isEmpty()) {
            problems.all(Severity.ERROR).stream().map(Problem::toString).forEach(err()::println);
            return ExitCode.USAGE;
        }
        return write(imported.get(), owner, stored);
    }

    private int write(ProjectImport imported, String owner, SecretsFile stored) throws IOException {
        SortedMap<Path, String> wanted = new TreeMap<>();
        List<Path> others = new ArrayList<>();
        for (Map.Entry<String, String> file : imported.files().entrySet()) {
            Path path = specs.resolve(file.getKey());
            if (!Files.exists(path)) {
                wanted.put(path, file.getValue());
            } else if (!Files.readString(path).equals(file.getValue())) {
                others.add(path);
            }
        }
        if (!others.isEmpty()) {
            others.forEach(path -> err().println(path + ": is there already and says something else"));
            err().println("orionctl: nothing written; move these files away, or name another folder with --specs");
            return ExitCode.USAGE;
        }
        SortedMap<String, String> added = new TreeMap<>(imported.secrets());
        added.keySet().removeAll(stored.values().keySet());
        if (!added.isEmpty() && stored.trouble().isPresent() && Files.exists(stored.path())) {
            err().println("orionctl: " + stored.trouble().get() + "; nothing written");
            return ExitCode.USAGE;
        }
        // First the secrets, so that no spec names one that is not there.
        SecretsFile.append(stored.path(), added);
        for (Map.Entry<Path, String> file : wanted.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        out().println("project " + imported.project() + ": " + wanted.size() + " files written to "
                + specs.resolve(owner) + ", " + (imported.files().size() - wanted.size()) + " were there already");
        if (!imported.secrets().isEmpty()) {
            out().println(added.size() + " secrets added to " + stored.path() + ", "
                    + (imported.secrets().size() - added.size()) + " were there already: "
                    + String.join(", ", imported.secrets().keySet()));
        }
        return ExitCode.OK;
    }

    private static void write(Path path, String text) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path draft = Files.createTempFile(parent, ".import", ".part");
        Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hostName() throws IOException {
        String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(command).commandLine().getErr();
    }
}
