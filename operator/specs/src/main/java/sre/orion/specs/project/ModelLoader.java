package sre.orion.specs.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.resource.SourceLocation;
import sre.orion.specs.SpecFiles.OtherFiles;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;
import sre.orion.specs.yaml.YamlReader;

/**
 * ModelLoader lays the files of a project over one another in the order docker compose does it: variables first, then
 * what is included, what is extended, and last what earlier files say (compose-go {@code loader.loadYamlFile}).
 */
final class ModelLoader {
    private final OtherFiles files;
    private final Labels labels;
    private final String home;
    private final Filling.Unset unset;
    private final Problems problems;
    private final Merging merging;
    private final Canonical canonical;
    private final Map<String, List<YamlReader.Document>> read = new TreeMap<>();

    /** Labels is how the paths of files are called towards the person who imports. */
    @FunctionalInterface
    interface Labels {
        String of(String path);
    }

    ModelLoader(OtherFiles files, Labels labels, String home, Filling.Unset unset, Problems problems) {
        this.files = files;
        this.labels = labels;
        this.home = home;
        this.unset = unset;
        this.problems = problems;
        this.merging = new Merging(problems);
        this.canonical = new Canonical(problems);
    }

    Merging merging() {
        return merging;
    }

    Problems problems() {
        return problems;
    }

    OtherFiles files() {
        return files;
    }

    Labels labels() {
        return labels;
    }

    /** The files merged, paths absolute. */
    YamlNode.Mapping load(List<String> paths, Scope scope, List<String> including) {
        YamlNode.Mapping model = empty(paths.getFirst());
        for (String path : paths) {
            for (YamlReader.Document document : documents(path, null)) {
                model = layOver(model, document, path, scope, including);
            }
        }
        return new Paths(scope.folder(), home).resolve(model);
    }

    private YamlNode.Mapping layOver(
            YamlNode.Mapping model, YamlReader.Document document, String path, Scope scope, List<String> including) {
        YamlNode.Mapping file = prepare(document, scope);
        var cleared = new Cleared(document.cleared());
        var seen = new ArrayList<>(including);
        seen.add(path);
        file = new Inclusion(this, scope, seen).apply(file, cleared);
        file = new Extension(this, scope).apply(file, path, cleared);
        return Uniqueness.enforce(merging.files(cleared.from(model), file));
    }

    private YamlNode.Mapping prepare(YamlReader.Document document, Scope scope) {
        if (!(document.root() instanceof YamlNode.Mapping written)) {
            problems.error(
                    document.root().place(),
                    "must be a mapping with services, not " + document.root().describe());
            return new YamlNode.Mapping(document.root().place(), new LinkedHashMap<>());
        }
        YamlNode version = written.get("version");
        if (version != null && !Trees.isText(version)) {
            problems.error(
                    version.place(),
                    "must be text, not " + version.describe()
                            + ": put it in quotes, or take it out, for nobody reads it");
        }
        var filling = new Filling(scope.variables(), unset, problems);
        return canonical.apply((YamlNode.Mapping) filling.apply(written));
    }

    /** ExtendedFile is a file that a service extends: its documents merged, nothing in it included or extended yet. */
    record ExtendedFile(YamlNode.Mapping model, Cleared cleared) {}

    ExtendedFile extended(String path, Scope scope, Place asked) {
        YamlNode.Mapping model = empty(path);
        Cleared cleared = new Cleared(new java.util.TreeSet<>());
        for (YamlReader.Document document : documents(path, asked)) {
            cleared = new Cleared(document.cleared());
            model = Uniqueness.enforce(merging.files(cleared.from(model), prepare(document, scope)));
        }
        return new ExtendedFile(new Paths(folderOf(path), home).resolve(model), cleared);
    }

    /** The documents of a file, read once; {@code asked} is where another file names it. */
    private List<YamlReader.Document> documents(String path, @Nullable Place asked) {
        List<YamlReader.Document> known = read.get(path);
        if (known != null) {
            return known;
        }
        byte[] bytes = files.read(path);
        String label = labels.of(path);
        List<YamlReader.Document> documents = List.of();
        if (bytes == null) {
            Place place = asked == null ? new Place(new SourceLocation(label, 1, 1), "file") : asked;
            problems.error(place, "there is no file " + label + " that can be read");
        } else {
            documents = YamlReader.readTagged(label, bytes, YamlReader.Limits.COMPOSE, problems);
        }
        read.put(path, documents);
        return documents;
    }

    /** The documents of a file as they are written, for what stands before all merging: the project's name. */
    List<YamlNode> raw(String path) {
        return documents(path, null).stream().map(YamlReader.Document::root).toList();
    }

    private YamlNode.Mapping empty(String path) {
        return new YamlNode.Mapping(new Place(new SourceLocation(labels.of(path), 1, 1), ""), new LinkedHashMap<>());
    }

    static String folderOf(String path) {
        Path parent = Path.of(path).getParent();
        return parent == null ? "/" : parent.toString();
    }

    /** A path that a file in the project {@code folder} names, absolute. */
    String absolute(String folder, String path) {
        return new Paths(folder, home).absolute(path);
    }
}
