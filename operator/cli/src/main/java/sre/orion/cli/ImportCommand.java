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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sre.orion.specs.imports.ProjectImport;
import sre.orion.specs.project.ProjectRequest;
import sre.orion.specs.secret.PrivateFiles;
import sre.orion.specs.secret.SecretsFile;
import sre.orion.specs.yaml.Problem;
import sre.orion.specs.yaml.Problem.Severity;
import sre.orion.specs.yaml.Problems;

/** ImportCommand takes a Compose project over: {@code orion ctl import} writes the specs that stand for it. */
@Command(
        name = "import",
        sortOptions = false,
        description = "Writes the specs that stand for Compose projects; touches no container.")
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

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..*",
            description = "folders that each hold a project, all taken over at once; default: the current one")
    private List<String> folders = List.of();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws IOException {
        if (!folders.isEmpty() && (!files.isEmpty() || folder != null || project != null)) {
            err().println("orionctl: -f, --project-directory and --project are about one project; leave FOLDER out");
            return ExitCode.USAGE;
        }
        String owner = node == null ? hostName() : node;
        SecretsFile stored = SecretsFile.read(Objects.requireNonNullElseGet(secrets, StateFiles::secrets));
        SortedMap<String, String> values = new TreeMap<>(stored.values());
        var host = new HostFiles(System.in);
        var problems = new Problems();
        List<ProjectImport> imported = new ArrayList<>();
        for (ProjectRequest request : requests()) {
            var own = new Problems();
            ProjectImport.of(request, owner, host, strict, values, own).ifPresent(one -> {
                imported.add(one);
                values.putAll(one.secrets());
            });
            problems.addAll(own);
        }
        problems.all(Severity.WARNING).forEach(problem -> err().println("warning: " + problem));
        if (problems.errors() > 0) {
            problems.all(Severity.ERROR).stream().map(Problem::toString).forEach(err()::println);
            return ExitCode.USAGE;
        }
        return write(imported, owner, stored);
    }

    /** The project that the options describe, or one for each folder. */
    private List<ProjectRequest> requests() {
        return folders.isEmpty()
                ? List.of(request(folder))
                : folders.stream().map(this::request).toList();
    }

    private ProjectRequest request(@Nullable String start) {
        SortedMap<String, String> environment = new TreeMap<>(System.getenv());
        return new ProjectRequest(
                files,
                profiles,
                envFiles,
                start,
                project,
                environment,
                Path.of("").toAbsolutePath().toString(),
                environment.getOrDefault("HOME", "/"));
    }

    private int write(List<ProjectImport> imported, String owner, SecretsFile stored) throws IOException {
        SortedMap<Path, String> wanted = new TreeMap<>();
        SortedSet<Path> others = new TreeSet<>();
        SortedMap<String, String> moved = new TreeMap<>();
        var report = new ArrayList<String>();
        for (ProjectImport one : imported) {
            int before = wanted.size();
            for (Map.Entry<String, String> file : one.files().entrySet()) {
                want(specs.resolve(file.getKey()), file.getValue(), wanted, others);
            }
            int written = wanted.size() - before;
            report.add("project " + one.project() + ": " + written + " files written to " + specs.resolve(owner) + ", "
                    + (one.files().size() - written) + " were there already");
            moved.putAll(one.secrets());
        }
        if (!others.isEmpty()) {
            others.forEach(path -> err().println(path + ": is there already and says something else"));
            err().println("orionctl: nothing written; move these files away, or name another folder with --specs");
            return ExitCode.USAGE;
        }
        SortedMap<String, String> added = new TreeMap<>(moved);
        added.keySet().removeAll(stored.values().keySet());
        if (!added.isEmpty() && stored.trouble().isPresent() && Files.exists(stored.path())) {
            err().println("orionctl: " + stored.trouble().get() + "; nothing written");
            return ExitCode.USAGE;
        }
        // Who names a file names it to the next command too, be there a secret in it or not.
        if (secrets != null && !Files.exists(secrets)) {
            PrivateFiles.create(secrets, new byte[0]);
        }
        // First the secrets, so that no spec names one that is not there.
        SecretsFile.append(stored.path(), added);
        for (Map.Entry<Path, String> file : wanted.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        report.forEach(out()::println);
        if (!moved.isEmpty()) {
            out().println(added.size() + " secrets added to " + stored.path() + ", " + (moved.size() - added.size())
                    + " were there already: " + String.join(", ", moved.keySet()));
        }
        return ExitCode.OK;
    }

    /** Notes a file to write, or one that is there already and says something else. */
    private static void want(Path path, String text, SortedMap<Path, String> wanted, SortedSet<Path> others)
            throws IOException {
        String known = wanted.get(path);
        String there = known == null && Files.exists(path) ? Files.readString(path) : known;
        if (there == null) {
            wanted.put(path, text);
        } else if (!there.equals(text)) {
            others.add(path);
        }
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
