package sre.orion.specs.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.variable.EnvFile;
import sre.orion.specs.variable.Variables;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;

/**
 * Inclusion adds to a file what it includes: projects of their own, with their own folder and {@code .env}; what the
 * file says itself is laid over them (compose-go {@code include.go}).
 */
final class Inclusion {
    private static final List<String> SECTIONS = List.of("services", "volumes", "networks", "secrets", "configs");

    private final ModelLoader loader;
    private final Scope scope;
    private final List<String> including;

    /** Entry is one item of {@code include} in long form. */
    private record Entry(List<String> paths, @Nullable String folder, List<String> envFiles, Place place) {}

    Inclusion(ModelLoader loader, Scope scope, List<String> including) {
        this.loader = loader;
        this.scope = scope;
        this.including = including;
    }

    YamlNode.Mapping apply(YamlNode.Mapping file, Cleared cleared) {
        YamlNode include = file.get("include");
        if (include == null || Trees.isNull(include)) {
            return Trees.without(file, "include");
        }
        if (!(include instanceof YamlNode.Sequence list)) {
            loader.problems().error(include.place(), "must be a list of files, not " + include.describe());
            return Trees.without(file, "include");
        }
        YamlNode.Mapping model = Trees.without(file, "include");
        for (YamlNode item : list.items()) {
            Entry entry = entry(item);
            YamlNode.Mapping included = entry == null ? null : load(entry);
            if (included != null) {
                model = add(included, model, cleared);
            }
        }
        return model;
    }

    private @Nullable Entry entry(YamlNode item) {
        YamlNode path = item instanceof YamlNode.Mapping mapping ? mapping.get("path") : item;
        List<String> paths = path == null ? List.of() : texts(path);
        if (paths.isEmpty()) {
            loader.problems().error(item.place(), "must name a file, or have the key path");
            return null;
        }
        if (item instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (!List.of("path", "project_directory", "env_file").contains(key)) {
                    loader.problems()
                            .error(entry.key(), "is not known here; known are path, project_directory, env_file");
                }
            });
        }
        YamlNode envFile = item instanceof YamlNode.Mapping mapping ? mapping.get("env_file") : null;
        return new Entry(
                paths,
                Trees.text(item, "project_directory"),
                envFile == null ? List.of() : texts(envFile),
                item.place());
    }

    private static List<String> texts(YamlNode node) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : Merging.list(node).items()) {
            if (Trees.isText(item) && item instanceof YamlNode.Scalar scalar) {
                texts.add(scalar.text());
            }
        }
        return texts;
    }

    private YamlNode.@Nullable Mapping load(Entry entry) {
        List<String> paths = new ArrayList<>();
        for (String path : entry.paths()) {
            String absolute = loader.absolute(scope.folder(), path);
            if (loader.files().read(absolute) == null) {
                loader.problems()
                        .error(
                                entry.place(),
                                "there is no file " + loader.labels().of(absolute));
                return null;
            }
            paths.add(absolute);
        }
        if (including.contains(paths.getFirst())) {
            loader.problems()
                    .error(entry.place(), "includes itself: " + loader.labels().of(paths.getFirst()));
            return null;
        }
        String folder = entry.folder() == null
                ? ModelLoader.folderOf(paths.getFirst())
                : loader.absolute(scope.folder(), entry.folder());
        Scope inner = new Scope(folder, environment(entry, folder));
        return environmentFilled(loader.load(paths, inner, including), inner);
    }

    /** The variables of an included project: those of the outer one, and beneath them those of its own files. */
    private SortedMap<String, String> environment(Entry entry, String folder) {
        List<String> envFiles = new ArrayList<>();
        for (String file : entry.envFiles()) {
            if (!file.equals("/dev/null")) {
                envFiles.add(loader.absolute(scope.folder(), file));
            }
        }
        String own = folder + "/.env";
        if (entry.envFiles().isEmpty() && loader.files().read(own) != null) {
            envFiles.add(own);
        }
        SortedMap<String, String> inner = new TreeMap<>();
        for (String path : envFiles) {
            byte[] bytes = loader.files().read(path);
            if (bytes == null) {
                loader.problems()
                        .error(
                                entry.place(),
                                "there is no file " + loader.labels().of(path));
            } else {
                Variables outer = scope.variables().or(Variables.of(inner));
                inner.putAll(EnvFile.read(loader.labels().of(path), bytes, outer, loader.problems()));
            }
        }
        inner.putAll(scope.environment());
        return inner;
    }

    /** Bare names in environments take their values here: the outer project does not know them. */
    private static YamlNode.Mapping environmentFilled(YamlNode.Mapping model, Scope inner) {
        YamlNode.Mapping services = Trees.mapping(model, "services");
        if (services.entries().isEmpty()) {
            return model;
        }
        YamlNode filled = Trees.children(services, (name, service) -> {
            if (!(service instanceof YamlNode.Mapping mapping)
                    || !(mapping.get("environment") instanceof YamlNode.Sequence list)) {
                return service;
            }
            return Trees.with(mapping, "environment", Trees.children(list, (key, item) -> bare(item, inner)));
        });
        return Trees.with(model, "services", filled);
    }

    private static YamlNode bare(YamlNode item, Scope inner) {
        String text = Trees.isText(item) ? Trees.text(item) : null;
        String value = text == null ? null : inner.environment().get(text);
        return value == null ? item : Trees.text(item.place(), text + "=" + value);
    }

    private YamlNode.Mapping add(YamlNode.Mapping included, YamlNode.Mapping file, Cleared cleared) {
        YamlNode.Mapping model = file;
        for (String section : SECTIONS) {
            YamlNode.Mapping from = Trees.mapping(included, section);
            if (from.entries().isEmpty()) {
                continue;
            }
            SequencedMap<String, YamlNode.Entry> entries =
                    new LinkedHashMap<>(Trees.mapping(model, section).entries());
            from.entries().forEach((name, entry) -> {
                YamlNode.Entry own = entries.get(name);
                YamlNode value = own == null
                        ? entry.value()
                        : loader.merging().entries(section, cleared.from(section, name, entry.value()), own.value());
                entries.put(name, new YamlNode.Entry(own == null ? entry.key() : own.key(), value));
            });
            model = Trees.with(model, section, new YamlNode.Mapping(from.place(), entries));
        }
        return model;
    }
}
