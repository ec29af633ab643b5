package sre.orion.specs.project;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.api.Immutable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.specs.yaml.YamlNode;

/**
 * ComposeProject is a Compose project as docker compose understands it: files merged, variables filled in, paths
 * absolute, env files read; services of profiles that are off are there all the same.
 *
 * @param folder absolute path of its folder
 * @param files absolute paths of its files, in order
 */
public record ComposeProject(
        String name,
        String folder,
        List<String> files,
        SortedMap<String, Service> services,
        SortedMap<String, NetworkSpec> networks,
        SortedMap<String, VolumeSpec> volumes,
        SortedMap<String, FileSource> configs,
        SortedMap<String, FileSource> secrets) {
    public ComposeProject {
        files = Immutable.list(files);
        services = Immutable.map(services);
        networks = Immutable.map(networks);
        volumes = Immutable.map(volumes);
        configs = Immutable.map(configs);
        secrets = Immutable.map(secrets);
    }

    /** The networks and volumes, as {@code networks.KEY}, that no service uses: Compose does not make them. */
    public SortedSet<String> unused() {
        SortedSet<String> unused = new TreeSet<>();
        networks.keySet().forEach(key -> unused.add("networks." + key));
        volumes.keySet().forEach(key -> unused.add("volumes." + key));
        for (Service service : services.values()) {
            ContainerSpec container = service.container();
            if (container.networkMode() == null && container.networks().isEmpty()) {
                unused.remove("networks.default");
            }
            container.networks().keySet().forEach(key -> unused.remove("networks." + key));
            container.volumes().forEach(mount -> unused.remove("volumes." + mount.source()));
        }
        return unused;
    }

    /**
     * Service is one service of a project.
     *
     * @param enabled false: all its profiles are off
     * @param written the service as the merged files have it, for the places of its values
     */
    public record Service(ContainerSpec container, boolean enabled, YamlNode.Mapping written) {}
}
