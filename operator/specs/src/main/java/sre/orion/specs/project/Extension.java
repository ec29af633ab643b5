package sre.orion.specs.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;

/** Extension lays services over those that they extend, in the same file or in another (compose-go {@code extends.go}). */
final class Extension {
    private final ModelLoader loader;
    private final Scope scope;
    private final Map<String, Source> others = new TreeMap<>();

    /** Source is the services of one file, replaced by their extended form as they are resolved. */
    private record Source(String path, Map<String, YamlNode> services, Cleared cleared) {}

    Extension(ModelLoader loader, Scope scope) {
        this.loader = loader;
        this.scope = scope;
    }

    YamlNode.Mapping apply(YamlNode.Mapping file, String path, Cleared cleared) {
        if (!(file.get("services") instanceof YamlNode.Mapping services)) {
            return file;
        }
        Source source = source(path, services, cleared);
        SequencedMap<String, YamlNode.Entry> extended = new LinkedHashMap<>();
        services.entries()
                .forEach((name, entry) ->
                        extended.put(name, new YamlNode.Entry(entry.key(), service(name, source, List.of()))));
        return Trees.with(file, "services", new YamlNode.Mapping(services.place(), extended));
    }

    private static Source source(String path, YamlNode.Mapping services, Cleared cleared) {
        Map<String, YamlNode> byName = new TreeMap<>();
        services.entries().forEach((name, entry) -> byName.put(name, entry.value()));
        return new Source(path, byName, cleared);
    }

    private YamlNode service(String name, Source source, List<String> chain) {
        YamlNode node = source.services()
                .getOrDefault(
                        name,
                        new YamlNode.Mapping(
                                new Place(new sre.orion.api.resource.SourceLocation(source.path(), 1, 1), ""),
                                new LinkedHashMap<>()));
        if (!(node instanceof YamlNode.Mapping service) || service.get("extends") == null) {
            return node;
        }
        YamlNode.Mapping own = Trees.without(service, "extends");
        YamlNode.Mapping extended = base(name, service, source, chain) instanceof YamlNode.Mapping base
                        && source.cleared().from("services", name, base) instanceof YamlNode.Mapping kept
                        && loader.merging().services(kept, own) instanceof YamlNode.Mapping merged
                ? merged
                : own;
        source.services().put(name, extended);
        return extended;
    }

    /** The service that {@code service} extends, itself extended; nothing after telling why there is none. */
    private YamlNode base(String name, YamlNode.Mapping service, Source source, List<String> chain) {
        YamlNode written = service.get("extends");
        String wanted =
                written instanceof YamlNode.Mapping reference ? Trees.text(reference, "service") : Trees.text(written);
        String file = written instanceof YamlNode.Mapping reference ? Trees.text(reference, "file") : null;
        Place place = Trees.place(service, "extends");
        YamlNode nothing = Canonical.nothing(service);
        if (wanted == null) {
            loader.problems().error(place, "must name a service, or have the keys service and file");
            return nothing;
        }
        Source other = file == null ? source : other(loader.absolute(scope.folder(), file), place);
        String step = other.path() + " " + wanted;
        String self = source.path() + " " + name;
        if (chain.contains(step) || step.equals(self)) {
            loader.problems().error(place, "goes round in a circle: " + wanted + " extends " + name + " in the end");
            return nothing;
        }
        if (!other.services().containsKey(wanted)) {
            loader.problems()
                    .error(
                            place,
                            "there is no service " + wanted + " in "
                                    + loader.labels().of(other.path()));
            return nothing;
        }
        var further = new ArrayList<>(chain);
        further.add(self);
        return service(wanted, other, further);
    }

    private Source other(String path, Place asked) {
        Source known = others.get(path);
        if (known == null) {
            ModelLoader.ExtendedFile file = loader.extended(path, scope, asked);
            known = source(path, Trees.mapping(file.model(), "services"), file.cleared());
            others.put(path, known);
        }
        return known;
    }
}
