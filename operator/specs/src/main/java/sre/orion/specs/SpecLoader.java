package sre.orion.specs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.api.resource.SourceLocation;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.Spelling;
import sre.orion.specs.secret.NodeSecrets;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problem.Severity;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;
import sre.orion.specs.yaml.YamlReader;

/**
 * SpecLoader makes the files of a node's folder into a revision, or into every problem that stands in the way. A pure
 * function of the files.
 *
 * <p>Spec files are the {@code .yaml} and {@code .yml} files directly in the node's folder, and those below it with a
 * document that says {@code apiVersion: orion.sre/…} or names a {@code kind} without any {@code apiVersion}; other files
 * below are what services mount, and hidden ones are an editor's.
 */
public final class SpecLoader {
    private final ResourceReader reader = new ResourceReader();

    /** The revision that {@code files} hold for {@code node}, as {@link #load(String, SpecFiles, NodeSecrets)}, with no secret's value. */
    public LoadResult load(String node, SpecFiles files) {
        return load(node, files, NodeSecrets.UNREAD);
    }

    /** The revision that {@code files} hold for {@code node}, whole, or all its errors. */
    public LoadResult load(String node, SpecFiles files, NodeSecrets secrets) {
        var problems = new Problems();
        if (!Documents.isNodeName(node)) {
            problems.error(
                    new Place(new SourceLocation(node, 1, 1), "folder"),
                    "is no name of a node: use at most 63 of a-z, 0-9 and -, such as cortex");
            return new LoadResult.Refused(problems.all(Severity.ERROR));
        }
        SortedMap<String, byte[]> own = below(node, files);
        files.unread().forEach((path, why) -> problems.error(new Place(new SourceLocation(path, 1, 1), "file"), why));
        if (own.isEmpty() && files.unread().isEmpty()) {
            problems.error(
                    new Place(new SourceLocation(node, 1, 1), "folder"),
                    "holds no file; put the node's specs there, or a file .keep if it shall run nothing");
        }
        Variables variables = variables(node, own, problems);
        var references = new References(problems);
        List<Draft> drafts = new ArrayList<>();
        for (var file : own.entrySet()) {
            String path = file.getKey();
            if (SpecFolder.isSpec(Path.of(path))) {
                var reading = new Reading(problems, folderOf(path, files), files.home(), variables, secrets);
                drafts.addAll(read(node, path, file.getValue(), files, reading, references));
            }
        }
        SortedMap<ResourceKey, Draft> named = references.check(drafts);
        if (problems.errors() > 0) {
            return new LoadResult.Refused(problems.all(Severity.ERROR));
        }
        SortedMap<ResourceKey, Resource<?>> resources = new TreeMap<>();
        named.forEach((key, draft) -> resources.put(key, draft.resource()));
        return new LoadResult.Loaded(new Revision(files.revision(), node, resources), problems.all(Severity.WARNING));
    }

    private static String folderOf(String path, SpecFiles files) {
        return files.root() + "/" + path.substring(0, path.lastIndexOf('/'));
    }

    private static SortedMap<String, byte[]> below(String node, SpecFiles files) {
        return files.files().subMap(node + "/", node + "0");
    }

    private static Variables variables(String node, SortedMap<String, byte[]> files, Problems problems) {
        byte[] env = files.get(node + "/.env");
        return env == null ? Variables.NONE : Variables.of(EnvFile.read(node + "/.env", env, Variables.NONE, problems));
    }

    private List<Draft> read(
            String node, String path, byte[] bytes, SpecFiles files, Reading reading, References references) {
        Problems problems = reading.problems();
        var own = new Problems();
        boolean top = path.indexOf('/') == path.lastIndexOf('/');
        List<YamlNode> documents = YamlReader.read(path, bytes, YamlReader.Limits.SPEC, own);
        if (!top && !isSpecFile(bytes, documents, own)) {
            return List.of();
        }
        problems.addAll(own);
        var interpolator = Interpolator.strict(reading.variables(), node + "/.env", problems);
        List<Draft> drafts = new ArrayList<>();
        for (YamlNode document : documents) {
            Kind kind = kind(document, problems);
            if (kind != null && interpolator.apply(document) instanceof YamlNode.Mapping mapping) {
                Optional<Draft> draft = reader.read(node, kind, mapping, files, reading);
                draft.ifPresentOrElse(drafts::add, () -> references.unreadable(node, kind, mapping));
            }
        }
        return drafts;
    }

    /** Whether a file below the node's folder is meant for Orion; one that is no YAML is, when it names Orion. */
    private static boolean isSpecFile(byte[] bytes, List<YamlNode> documents, Problems problems) {
        if (problems.errors() > 0) {
            return new String(bytes, StandardCharsets.ISO_8859_1).contains("orion.sre/");
        }
        return documents.stream()
                .anyMatch(document -> document instanceof YamlNode.Mapping mapping
                        && (mapping.get("apiVersion") == null
                                ? mapping.get("kind") != null
                                : text(mapping, "apiVersion").contains("orion")));
    }

    private static @Nullable Kind kind(YamlNode document, Problems problems) {
        if (!(document instanceof YamlNode.Mapping mapping)) {
            problems.error(
                    document.place(),
                    "must be a mapping with apiVersion, kind, metadata and spec, not " + document.describe());
            return null;
        }
        String apiVersion = text(mapping, "apiVersion");
        if (!apiVersion.equals(Documents.API_VERSION)) {
            Place place = mapping.get("apiVersion") == null ? mapping.place() : place(mapping, "apiVersion");
            problems.error(
                    place,
                    mapping.get("apiVersion") == null
                            ? "lacks apiVersion; write apiVersion: " + Documents.API_VERSION
                            : "must be " + Documents.API_VERSION + ", not \"" + apiVersion + "\"");
            return null;
        }
        String written = text(mapping, "kind");
        Optional<Kind> kind = Kind.of(written).filter(Documents.FORMS::containsKey);
        if (kind.isEmpty()) {
            List<String> known =
                    Documents.FORMS.keySet().stream().map(Kind::text).sorted().toList();
            String alike = Spelling.nearest(written, known);
            problems.error(
                    place(mapping, "kind"),
                    mapping.get("kind") == null
                            ? "lacks kind; write one of " + String.join(", ", known)
                            : "\"" + written + "\" is no kind; "
                                    + (alike == null
                                            ? "write one of " + String.join(", ", known)
                                            : "did you mean " + alike + "?"));
        }
        return kind.orElse(null);
    }

    private static Place place(YamlNode.Mapping mapping, String key) {
        YamlNode value = mapping.get(key);
        return value == null ? mapping.place() : value.place();
    }

    private static String text(YamlNode.Mapping mapping, String key) {
        return mapping.get(key) instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }
}
