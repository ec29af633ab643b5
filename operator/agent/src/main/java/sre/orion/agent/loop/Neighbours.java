package sre.orion.agent.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;

/** Neighbours is which resources of a revision look at which others, and by what names the engine's objects lead to them. */
final class Neighbours {
    private static final String SERVICE_PREFIX = "service:";

    /** Keys by what they are to Docker: {@code service <project>/<service>}, {@code network <name>} and so on. */
    private final SortedMap<String, ResourceKey> byName = new TreeMap<>();

    private final SortedMap<ResourceKey, SortedSet<ResourceKey>> dependents = new TreeMap<>();

    Neighbours(Revision revision) {
        revision.resources().values().forEach(this::name);
        revision.resources().values().forEach(this::link);
    }

    /** The Service with these labels of Compose. */
    Optional<ResourceKey> service(String project, String service) {
        return Optional.ofNullable(byName.get(serviceName(project, service)));
    }

    /** The Network with this name at the engine. */
    Optional<ResourceKey> network(String name) {
        return Optional.ofNullable(byName.get("network " + name));
    }

    /** The Volume with this name at the engine. */
    Optional<ResourceKey> volume(String name) {
        return Optional.ofNullable(byName.get("volume " + name));
    }

    /** The resources that look at this one, itself not among them. */
    SortedSet<ResourceKey> dependents(ResourceKey key) {
        return Collections.unmodifiableSortedSet(dependents.getOrDefault(key, new TreeSet<>()));
    }

    /** The resources that this one looks at, itself not among them. */
    SortedSet<ResourceKey> dependencies(ResourceKey key) {
        var dependencies = new TreeSet<ResourceKey>();
        dependents.forEach((looked, looking) -> {
            if (looking.contains(key)) {
                dependencies.add(looked);
            }
        });
        return dependencies;
    }

    private void name(Resource<?> resource) {
        switch (resource.spec()) {
            case ServiceSpec spec -> byName.put(serviceName(spec.project(), spec.service()), resource.key());
            case NetworkSpec spec -> {
                byName.put("network " + spec.name(), resource.key());
                byName.put(keyName("network", spec.project(), spec.key()), resource.key());
            }
            case VolumeSpec spec -> {
                byName.put("volume " + spec.name(), resource.key());
                byName.put(keyName("volume", spec.project(), spec.key()), resource.key());
            }
            case Object _ -> {}
        }
    }

    private void link(Resource<?> resource) {
        if (!(resource.spec() instanceof ServiceSpec spec)) {
            return;
        }
        ContainerSpec container = spec.container();
        for (String target : targets(spec.project(), container)) {
            ResourceKey key = byName.get(target);
            if (key != null && !key.equals(resource.key())) {
                dependents.computeIfAbsent(key, _ -> new TreeSet<>()).add(resource.key());
            }
        }
    }

    private static List<String> targets(String project, ContainerSpec container) {
        var targets = new ArrayList<String>();
        container.networks().keySet().forEach(key -> targets.add(keyName("network", project, key)));
        container.dependsOn().keySet().forEach(service -> targets.add(serviceName(project, service)));
        for (MountSpec mount : container.volumes()) {
            if (mount.source() != null) {
                targets.add(keyName("volume", project, mount.source()));
            }
        }
        Stream.of(container.networkMode(), container.ipc(), container.pid())
                .filter(mode -> mode != null && mode.startsWith(SERVICE_PREFIX))
                .forEach(mode -> targets.add(serviceName(project, mode.substring(SERVICE_PREFIX.length()))));
        container.volumesFrom().forEach(from -> targets.add(serviceName(project, from.split(":", 2)[0])));
        container.links().forEach(link -> targets.add(serviceName(project, link.split(":", 2)[0])));
        return targets;
    }

    private static String serviceName(String project, String service) {
        return keyName("service", project, service);
    }

    private static String keyName(String kind, String project, String key) {
        return kind + " " + project + "/" + key;
    }
}
