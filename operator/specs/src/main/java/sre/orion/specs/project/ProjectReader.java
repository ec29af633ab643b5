package sre.orion.specs.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.resource.SourceLocation;
import sre.orion.specs.SpecFiles.OtherFiles;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;

/**
 * ProjectReader reads a Compose project as docker compose v5 does: finds its files, its variables and its name, merges
 * the files and checks the result. What docker compose refuses is among the problems, each with its place.
 */
public final class ProjectReader {
    private static final List<String> FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES = List.of(
            "compose.override.yml",
            "compose.override.yaml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml");

    private final ProjectRequest request;
    private final OtherFiles host;
    private final Problems problems;
    private final Filling.Unset unset;

    private ProjectReader(ProjectRequest request, OtherFiles host, Filling.Unset unset, Problems problems) {
        this.request = request;
        this.host = host;
        this.problems = problems;
        this.unset = unset;
    }

    /**
     * The project that {@code request} names; none when a problem is an error. A variable that is not set is a warning.
     *
     * @param strict a variable that is not set is an error
     */
    public static Optional<ComposeProject> read(
            ProjectRequest request, OtherFiles host, boolean strict, Problems problems) {
        var told = new LinkedHashSet<String>();
        Filling.Unset unset = (where, variable) -> {
            String text = "the variable " + variable + " is not set and counts as empty; set it, or write ${" + variable
                    + ":-value}, or $$ for a plain $";
            if (!told.add(where.place() + variable)) {
                return;
            }
            if (strict) {
                problems.error(where.place(), text);
            } else {
                problems.warn(where.place(), text);
            }
        };
        return new ProjectReader(request, host, unset, problems).read();
    }

    private Optional<ComposeProject> read() {
        List<String> files = files();
        if (files.isEmpty()) {
            problems.error(
                    new Place(new SourceLocation(start(), 1, 1), "folder"),
                    "holds no " + String.join(", ", FILES) + "; name the file with -f FILE");
            return Optional.empty();
        }
        String folder = request.folder() == null
                ? files.getFirst().equals("-") ? request.workingDirectory() : ModelLoader.folderOf(files.getFirst())
                : absolute(request.folder());
        SortedMap<String, String> environment = environment(folder);
        var loader = new ModelLoader(host, this::label, request.home(), unset, problems);
        String name = name(loader, files, folder, environment);
        environment.put("COMPOSE_PROJECT_NAME", name);
        var scope = new Scope(folder, environment);
        YamlNode.Mapping model = loader.load(files, scope, List.of());
        if (Trees.without(model, "version").entries().isEmpty() && problems.errors() == 0) {
            problems.error(new Place(new SourceLocation(label(files.getFirst()), 1, 1), "file"), "is empty");
        }
        var project = new ProjectModel(scope, request.home(), profiles(environment), host, this::label, problems)
                .read(name, files, model);
        return problems.errors() > 0 ? Optional.empty() : Optional.of(project);
    }

    private List<String> files() {
        if (!request.files().isEmpty()) {
            return request.files().stream()
                    .map(file -> file.equals("-") ? file : absolute(file))
                    .toList();
        }
        String start = start();
        SortedMap<String, String> environment = environment(start);
        String listed = environment.get("COMPOSE_FILE");
        if (listed != null && !listed.isEmpty()) {
            String separator = Objects.requireNonNullElse(environment.get("COMPOSE_PATH_SEPARATOR"), ":");
            return Arrays.stream(listed.split(java.util.regex.Pattern.quote(separator)))
                    .map(this::absolute)
                    .toList();
        }
        for (Path folder = Path.of(start); folder != null; folder = folder.getParent()) {
            String main = first(folder, FILES);
            if (main != null) {
                String override = first(folder, OVERRIDES);
                return override == null ? List.of(main) : List.of(main, override);
            }
        }
        return List.of();
    }

    /** Where docker compose begins to look for files. */
    private String start() {
        return request.folder() == null ? request.workingDirectory() : absolute(request.folder());
    }

    private @Nullable String first(Path folder, List<String> names) {
        for (String name : names) {
            String path = folder.resolve(name).toString();
            if (host.read(path) != null) {
                return path;
            }
        }
        return null;
    }

    /** The caller's variables, and beneath them those of the env files. */
    private SortedMap<String, String> environment(String folder) {
        List<String> envFiles = new ArrayList<>();
        request.envFiles().forEach(file -> envFiles.add(absolute(file)));
        String usual = folder + "/.env";
        if (envFiles.isEmpty() && host.read(usual) != null) {
            envFiles.add(usual);
        }
        SortedMap<String, String> beneath = new TreeMap<>();
        for (String path : envFiles) {
            byte[] bytes = host.read(path);
            if (bytes == null) {
                problems.error(
                        new Place(new SourceLocation(label(path), 1, 1), "env file"),
                        "there is no file that can be read");
            } else {
                Variables outer = Variables.of(request.environment()).or(Variables.of(beneath));
                beneath.putAll(EnvFile.read(label(path), bytes, outer, problems));
            }
        }
        beneath.putIfAbsent("PWD", request.workingDirectory());
        beneath.putAll(request.environment());
        return beneath;
    }

    private List<String> profiles(SortedMap<String, String> environment) {
        String listed = environment.get("COMPOSE_PROFILES");
        return request.profiles().isEmpty() && listed != null
                ? Arrays.stream(listed.split(",")).map(String::strip).toList()
                : request.profiles();
    }

    private String name(ModelLoader loader, List<String> files, String folder, SortedMap<String, String> environment) {
        String asked = request.name() == null ? environment.get("COMPOSE_PROJECT_NAME") : request.name();
        if (asked != null && !asked.isEmpty()) {
            if (!normalised(asked).equals(asked)) {
                problems.error(
                        new Place(new SourceLocation(label(files.getFirst()), 1, 1), "name"),
                        "the project name \"" + asked
                                + "\" must begin with a letter or digit and have only lower-case letters, digits, - and _");
            }
            return asked;
        }
        String written = normalised(written(loader, files, environment));
        Path last = Path.of(folder).getFileName();
        String name = written.isEmpty() ? normalised(last == null ? "" : last.toString()) : written;
        if (name.isEmpty()) {
            problems.error(
                    new Place(new SourceLocation(label(files.getFirst()), 1, 1), "name"),
                    "neither the file nor its folder gives the project a name; give it one with --project NAME");
        }
        return name;
    }

    private String written(ModelLoader loader, List<String> files, SortedMap<String, String> environment) {
        String name = "";
        var filling = new Filling(variable -> environment.get(variable), (where, variable) -> {}, new Problems());
        for (String file : files) {
            for (YamlNode document : loader.raw(file)) {
                YamlNode node = document instanceof YamlNode.Mapping mapping ? mapping.get("name") : null;
                if (node == null || !Trees.isText(node)) {
                    continue;
                }
                String text = Objects.requireNonNullElse(Trees.text(filling.apply(node)), "");
                if (text.isEmpty() && !"".equals(Trees.text(node))) {
                    problems.error(node.place(), "is empty once its variables are filled in; set them");
                }
                name = text.isEmpty() ? name : text;
            }
        }
        return name;
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[_-]+", "");
    }

    private String absolute(String path) {
        return Path.of(request.workingDirectory()).resolve(path).normalize().toString();
    }

    /** How a file is called in messages: relative to where the caller stands, if it lies below. */
    private String label(String path) {
        String below = request.workingDirectory().endsWith("/")
                ? request.workingDirectory()
                : request.workingDirectory() + "/";
        return path.startsWith(below) ? path.substring(below.length()) : path;
    }
}
