package sre.orion.reconcilers.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.kind.ConfigChange;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.HealSpec;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.kind.RolloutSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;
import sre.orion.api.resource.SourceLocation;
import sre.orion.api.secret.Text;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Specs is how tests write resources: Compose's keys in JSON without quotes, everything else by default. */
public final class Specs {
    public static final String NODE = "cortex";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private Specs() {}

    public static ContainerSpec container(String json) {
        return JSON.readValue(json, ContainerSpec.class);
    }

    /** A Service of the node's own project. */
    public static Resource<ServiceSpec> service(String name, String json) {
        return service(name, json, HealSpec.DEFAULT, RolloutSpec.DEFAULT, false);
    }

    public static Resource<ServiceSpec> service(
            String name, String json, HealSpec heal, RolloutSpec rollout, boolean suspend) {
        return resource(
                Kind.SERVICE,
                name,
                new ServiceSpec(
                        NODE,
                        name,
                        container(json),
                        Immutable.map(null),
                        Immutable.map(null),
                        heal,
                        rollout,
                        ConfigChange.DEFAULT,
                        suspend));
    }

    /** The same Service with a config {@code motd} and a secret {@code token}, whose contents stand in its spec. */
    public static Resource<ServiceSpec> withContents(Resource<ServiceSpec> service, String motd, Text token) {
        ServiceSpec spec = service.spec();
        SortedMap<String, FileSource> configs = new TreeMap<>();
        configs.put("motd", new FileSource(null, Text.of(motd), null, null));
        SortedMap<String, FileSource> secrets = new TreeMap<>();
        secrets.put("token", new FileSource(null, token, null, null));
        return resource(
                Kind.SERVICE,
                service.metadata().name(),
                new ServiceSpec(
                        spec.project(),
                        spec.service(),
                        spec.container(),
                        configs,
                        secrets,
                        spec.heal(),
                        spec.rollout(),
                        spec.onConfigChange(),
                        spec.suspend()));
    }

    /** The same Service, which does this when a file that it mounts changes. */
    public static Resource<ServiceSpec> onConfigChange(Resource<ServiceSpec> service, ConfigChange action) {
        ServiceSpec spec = service.spec();
        return resource(
                Kind.SERVICE,
                service.metadata().name(),
                new ServiceSpec(
                        spec.project(),
                        spec.service(),
                        spec.container(),
                        spec.configs(),
                        spec.secrets(),
                        spec.heal(),
                        spec.rollout(),
                        action,
                        spec.suspend()));
    }

    public static RolloutSpec startFirst() {
        return new RolloutSpec(
                RolloutSpec.Strategy.START_FIRST,
                RolloutSpec.DEFAULT.minReady(),
                RolloutSpec.DEFAULT.progressDeadline(),
                RolloutSpec.ImageMoved.REPORT);
    }

    public static RolloutSpec rollMovedImages() {
        return new RolloutSpec(
                RolloutSpec.Strategy.STOP_FIRST,
                RolloutSpec.DEFAULT.minReady(),
                RolloutSpec.DEFAULT.progressDeadline(),
                RolloutSpec.ImageMoved.ROLL);
    }

    public static Resource<ServiceSpec> suspended(Resource<ServiceSpec> service) {
        ServiceSpec spec = service.spec();
        return resource(
                Kind.SERVICE,
                service.metadata().name(),
                new ServiceSpec(
                        spec.project(),
                        spec.service(),
                        spec.container(),
                        spec.configs(),
                        spec.secrets(),
                        spec.heal(),
                        spec.rollout(),
                        spec.onConfigChange(),
                        true));
    }

    public static Resource<NetworkSpec> network(String key) {
        return network(key, "");
    }

    /** A network with the rest of its definition in JSON. */
    public static Resource<NetworkSpec> network(String key, String rest) {
        String json = "{project: '" + NODE + "', key: '" + key + "', name: '" + NODE + "_" + key + "'"
                + (rest.isEmpty() ? "" : ", " + rest) + "}";
        return resource(Kind.NETWORK, key, readLenient(json, NetworkSpec.class));
    }

    public static Resource<VolumeSpec> volume(String key, String rest) {
        String json = "{project: '" + NODE + "', key: '" + key + "', name: '" + NODE + "_" + key + "'"
                + (rest.isEmpty() ? "" : ", " + rest) + "}";
        return resource(Kind.VOLUME, key, readLenient(json, VolumeSpec.class));
    }

    private static <S> S readLenient(String json, Class<S> type) {
        return JSON.rebuild()
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build()
                .readValue(json, type);
    }

    public static Resource<NodeSpec> node(String... approvals) {
        return resource(Kind.NODE, NODE, new NodeSpec(new TreeSet<>(List.of(approvals))));
    }

    private static <S> Resource<S> resource(Kind kind, String name, S spec) {
        var metadata = new Metadata(name, NODE, Immutable.map(null), Immutable.map(null), 1);
        return new Resource<>(kind, metadata, spec, new SourceLocation(NODE + "/" + name + ".yaml", 1, 1));
    }

    /** The same resource after this many changes of its spec. */
    public static <S> Resource<S> generation(Resource<S> resource, long generation) {
        Metadata metadata = resource.metadata();
        return new Resource<>(
                resource.kind(),
                new Metadata(
                        metadata.name(), metadata.namespace(), metadata.labels(), metadata.annotations(), generation),
                resource.spec(),
                resource.location());
    }

    public static Revision revision(Resource<?>... resources) {
        return revision(new ArrayList<>(Arrays.asList(resources)));
    }

    public static Revision revision(List<Resource<?>> resources) {
        var byKey = new TreeMap<ResourceKey, Resource<?>>();
        resources.forEach(resource -> byKey.put(resource.key(), resource));
        return new Revision("r1", NODE, byKey);
    }
}
