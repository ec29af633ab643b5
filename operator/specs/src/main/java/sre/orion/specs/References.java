package sre.orion.specs;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.FileReference;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.ResourceKey;
import sre.orion.specs.form.Spelling;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;

/** References is what must hold between the resources of a revision: names are unique and lead somewhere. */
final class References {
    private final Problems problems;
    private final SortedMap<ResourceKey, Draft> byKey = new TreeMap<>();
    private final SortedMap<String, Draft> services = new TreeMap<>();
    private final SortedMap<String, Draft> networks = new TreeMap<>();
    private final SortedMap<String, Draft> volumes = new TreeMap<>();
    private final SortedMap<String, Draft> containerNames = new TreeMap<>();
    private final SortedMap<String, Draft> engineNames = new TreeMap<>();

    private final SortedSet<String> unreadable = new TreeSet<>();

    References(Problems problems) {
        this.problems = problems;
    }

    /** Remembers what a document with errors probably declares, so that nobody is told that it is not there. */
    void unreadable(String node, Kind kind, YamlNode.Mapping document) {
        String name = text(document, "metadata", "name", "");
        String project = text(document, "spec", "project", node);
        String key = text(document, "spec", kind == Kind.SERVICE ? "service" : "key", name);
        unreadable.add(kind.text() + " " + id(project, key));
    }

    private static String text(YamlNode.Mapping document, String section, String key, String otherwise) {
        return document.get(section) instanceof YamlNode.Mapping mapping
                        && mapping.get(key) instanceof YamlNode.Scalar scalar
                ? scalar.text()
                : otherwise;
    }

    /** The resources by key, with the networks that are implied; every clash and dead end is told. */
    SortedMap<ResourceKey, Draft> check(List<Draft> drafts) {
        drafts.forEach(this::name);
        for (Draft draft : drafts) {
            if (draft.resource().spec() instanceof ServiceSpec service) {
                ImplicitNetworks.of(draft, service, networks, byKey.keySet()).ifPresent(network -> {
                    byKey.put(network.resource().key(), network);
                    networks.put(id(service.project(), ImplicitNetworks.DEFAULT), network);
                });
            }
        }
        for (Draft draft : drafts) {
            if (draft.resource().spec() instanceof ServiceSpec service) {
                // One that is suspended may name what is not there, as Compose lets a service behind a profile that is
                // off.
                Problems told = service.suspend() ? new Problems() : problems;
                follow(draft, service, told);
                if (draft.whole()) {
                    new ServiceRules(draft, service, told).check();
                }
                if (service.suspend()) {
                    problems.addAsWarnings(told);
                }
                if (draft.whole()) {
                    new EngineRules(draft, service, problems).check(services, networks);
                }
            }
        }
        new DependencyCycles(services, problems).check();
        return byKey;
    }

    private void name(Draft draft) {
        ResourceKey key = draft.resource().key();
        Place place = draft.place("metadata", "name");
        if (!unique(byKey, key, draft, place, key + " is declared twice")) {
            return;
        }
        switch (draft.resource().spec()) {
            case ServiceSpec service -> nameService(draft, service);
            case NetworkSpec network ->
                nameObject(draft, networks, network.project(), network.key(), network.name(), "network");
            case VolumeSpec volume -> {
                nameObject(draft, volumes, volume.project(), volume.key(), volume.name(), "volume");
                if (volume.external()
                        && (volume.driver() != null || !volume.driverOpts().isEmpty())) {
                    problems.error(
                            draft.place("spec", "external"),
                            "an external volume is made by others: driver and driver_opts cannot stand beside it");
                }
            }
            default -> throw new IllegalStateException("no file holds " + key);
        }
    }

    private void nameService(Draft draft, ServiceSpec service) {
        String id = id(service.project(), service.service());
        Place place = place(draft, "spec", "service");
        unique(
                services,
                id,
                draft,
                place,
                "the service " + service.service() + " of project " + service.project() + " is declared twice");
        if (service.suspend()) {
            return;
        }
        String written = service.container().containerName();
        String name = written == null ? service.project() + "-" + service.service() + "-1" : written;
        unique(
                containerNames,
                name,
                draft,
                place(draft, "spec", "container", "container_name"),
                "the container name " + name + " is taken");
    }

    private void nameObject(
            Draft draft, SortedMap<String, Draft> known, String project, String key, String name, String what) {
        boolean unique = unique(
                known,
                id(project, key),
                draft,
                place(draft, "spec", "key"),
                "the " + what + " " + key + " of project " + project + " is declared twice");
        if (unique) {
            unique(
                    engineNames,
                    id(project, what + " " + name),
                    draft,
                    place(draft, "spec", "name"),
                    "the name " + name + " is taken by another " + what + " of project " + project);
        }
    }

    private <K> boolean unique(Map<K, Draft> known, K key, Draft draft, Place place, String text) {
        Draft earlier = known.putIfAbsent(key, draft);
        if (earlier != null) {
            problems.error(place, text + ", first at " + earlier.resource().location() + "; rename one");
        }
        return earlier == null;
    }

    /** The place of a value; that of the resource's name where the value is not written. */
    private static Place place(Draft draft, String... road) {
        return draft.has(road) ? draft.place(road) : draft.place("metadata", "name");
    }

    private void follow(Draft draft, ServiceSpec service, Problems told) {
        ContainerSpec container = service.container();
        for (String key : container.networks().keySet()) {
            find(networks, service, key, "Network", draft.place("spec", "container", "networks", key), told);
        }
        int index = 0;
        for (MountSpec mount : container.volumes()) {
            String source = mount.source();
            if (source != null && mount.type().equals("volume")) {
                Place place = draft.place("spec", "container", "volumes", String.valueOf(index));
                if (source.contains("/")) {
                    told.error(place, "\"" + source + "\" is no name of a volume; a path begins with / or ./");
                } else {
                    find(volumes, service, source, "Volume", place, told);
                }
            }
            index++;
        }
        for (Dependency dependency : Dependency.of(service)) {
            if (dependency.required()) {
                Place place = draft.place("spec", "container", dependency.key(), dependency.item());
                find(services, service, dependency.service(), "Service", place, told);
            }
        }
        files(draft, container.configs(), service.configs().keySet(), "configs", told);
        files(draft, container.secrets(), service.secrets().keySet(), "secrets", told);
    }

    private void find(
            SortedMap<String, Draft> known, ServiceSpec from, String name, String kind, Place place, Problems told) {
        String id = id(from.project(), name);
        if (known.containsKey(id) || unreadable.contains(kind + " " + id)) {
            return;
        }
        String prefix = from.project() + "/";
        List<String> names = known.keySet().stream()
                .filter(other -> other.startsWith(prefix))
                .map(other -> other.substring(prefix.length()))
                .toList();
        String alike = Spelling.nearest(name, names);
        told.error(
                place,
                "there is no " + kind + " \"" + name + "\" in project " + from.project()
                        + (alike == null
                                ? "; declare one"
                                        + (kind.equals("Service") ? "" : ", with external: true if others make it")
                                : "; did you mean " + alike + "?"));
    }

    private static void files(
            Draft draft, List<FileReference> used, java.util.Collection<String> declared, String key, Problems told) {
        int index = 0;
        for (FileReference file : used) {
            // What is declared, but wrongly, is told there.
            if (!draft.has("spec", key, file.source())) {
                String alike = Spelling.nearest(file.source(), declared);
                told.error(
                        draft.place("spec", "container", key, String.valueOf(index)),
                        "spec." + key
                                + " does not declare \"" + file.source() + "\"; "
                                + (alike == null ? "declare it there" : "did you mean " + alike + "?"));
            }
            index++;
        }
    }

    /** The identity of a part of a project. */
    static String id(String project, String key) {
        return project + "/" + key;
    }
}
