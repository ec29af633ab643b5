package sre.orion.specs.project;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DependsOn;
import sre.orion.api.compose.DeploySpec;
import sre.orion.api.compose.DeviceRequest;
import sre.orion.api.compose.FileReference;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.kind.FileSource;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;

/**
 * ProjectRules is what must hold between the parts of a project for docker compose to take it (compose-go
 * {@code loader/validate.go}); services that are off are not looked at.
 */
final class ProjectRules {
    private final ComposeProject project;
    private final YamlNode.Mapping model;
    private final Problems problems;

    ProjectRules(ComposeProject project, YamlNode.Mapping model, Problems problems) {
        this.project = project;
        this.model = model;
        this.problems = problems;
    }

    void check() {
        project.services().forEach((name, service) -> {
            if (service.enabled()) {
                var checked = new Checked(name, service);
                checked.source();
                checked.networks();
                checked.dependencies();
                checked.files();
                checked.limits();
                checked.mounts();
            }
        });
        project.secrets().forEach((name, secret) -> source("secrets", name, secret));
        project.configs().forEach((name, config) -> source("configs", name, config));
        project.volumes().forEach((name, volume) -> {
            if (volume.external()) {
                alone(Trees.mapping(Trees.mapping(model, "volumes"), name));
            }
        });
        containerNames();
        if (problems.errors() == 0) {
            new DependencyCircle(dependencies(), (service, key) -> place(service, key), problems).check();
        }
    }

    private Place place(String service, String... keys) {
        String[] road = new String[keys.length + 2];
        road[0] = "services";
        road[1] = service;
        System.arraycopy(keys, 0, road, 2, keys.length);
        return Trees.place(model, road);
    }

    private void source(String section, String name, FileSource source) {
        YamlNode.Mapping written = Trees.mapping(Trees.mapping(model, section), name);
        long given = List.of("file", "content", "environment").stream()
                .filter(key -> written.get(key) != null)
                .count();
        Place place = Trees.place(model, section, name);
        if (given > 1) {
            problems.error(place, "has more than one of file, content and environment; keep one");
        } else if (given == 0 && source.external() == null) {
            problems.error(place, "lacks its content; add file or environment");
        }
    }

    /** What others make has a name here, and nothing else. */
    private void alone(YamlNode.Mapping external) {
        external.entries().forEach((key, entry) -> {
            if (!key.equals("name") && !key.equals("external") && !key.startsWith("x-")) {
                problems.error(entry.key(), "cannot stand beside external: true; take one of the two out");
            }
        });
    }

    private static boolean isAddress(String text) {
        try {
            return !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void containerNames() {
        Map<String, String> owners = new TreeMap<>();
        project.services().forEach((name, service) -> {
            String wanted = service.enabled() ? service.container().containerName() : null;
            String earlier = wanted == null ? null : owners.putIfAbsent(wanted, name);
            if (earlier != null) {
                problems.error(
                        place(name, "container_name"), "is the container_name of " + earlier + " too; rename one");
            }
        });
    }

    private SortedMap<String, List<String>> dependencies() {
        SortedMap<String, List<String>> needed = new TreeMap<>();
        project.services().forEach((name, service) -> {
            if (service.enabled()) {
                needed.put(name, List.copyOf(new Checked(name, service).needed().keySet()));
            }
        });
        return needed;
    }

    /** Checked is one service that is on. */
    private final class Checked {
        private final String name;
        private final ContainerSpec container;

        Checked(String name, ComposeProject.Service service) {
            this.name = name;
            this.container = service.container();
        }

        private void error(String text, String... keys) {
            problems.error(place(name, keys), text);
        }

        void source() {
            if (container.build().isEmpty()
                    && (container.image() == null || container.image().isEmpty())) {
                error("has neither image nor build; add one");
            }
            if (container.build().containsKey("dockerfile") && container.build().containsKey("dockerfile_inline")) {
                error("cannot stand beside dockerfile_inline; keep one", "build", "dockerfile");
            }
            DeploySpec deploy = container.deploy();
            Integer replicas = deploy == null ? null : deploy.replicas();
            Integer scale = container.scale();
            if (scale != null && replicas != null && !scale.equals(replicas)) {
                error("differs from deploy.replicas; keep one", "scale");
            }
            int wanted = scale != null ? scale : replicas != null ? replicas : 1;
            if (wanted < 0) {
                error("must be 0 or more", scale != null ? "scale" : "deploy");
            }
            if (wanted > 1 && container.containerName() != null) {
                error("cannot be given to " + wanted + " containers; take it out", "container_name");
            }
            List<String> test = container.healthcheck() == null
                    ? null
                    : container.healthcheck().test();
            if (test != null
                    && !test.isEmpty()
                    && !List.of("CMD", "CMD-SHELL", "NONE").contains(test.getFirst())) {
                error("must begin with CMD, CMD-SHELL or NONE", "healthcheck", "test");
            }
        }

        void networks() {
            if (container.networkMode() != null && !container.networks().isEmpty()) {
                error("cannot stand beside networks; keep one", "network_mode");
            }
            container.networks().keySet().stream()
                    .filter(key -> !key.equals("default") && !project.networks().containsKey(key))
                    .forEach(key ->
                            error("there is no network " + key + "; declare it below networks", "networks", key));
            container.ports().forEach(port -> {
                String address = port.hostIp();
                if (address != null && !address.isEmpty() && !isAddress(address)) {
                    error("the host address \"" + address + "\" is no IP address", "ports");
                }
            });
        }

        /** What this service needs, as written or implied, with where it says so. */
        Map<String, String> needed() {
            Map<String, String> needed = new LinkedHashMap<>();
            container.dependsOn().keySet().forEach(service -> needed.put(service, "depends_on"));
            container.links().forEach(link -> needed.putIfAbsent(link.split(":", 2)[0], "links"));
            implied(needed, container.networkMode(), "network_mode");
            implied(needed, container.ipc(), "ipc");
            implied(needed, container.pid(), "pid");
            implied(needed, container.uts(), "uts");
            container.volumesFrom().stream()
                    .filter(from -> !from.startsWith("container:"))
                    .forEach(from -> needed.putIfAbsent(from.split(":", 2)[0], "volumes_from"));
            needed.keySet().removeIf(service -> {
                DependsOn own = container.dependsOn().get(service);
                return own != null
                        && !own.required()
                        && !isOn(service)
                        && project.services().containsKey(service);
            });
            return needed;
        }

        private void implied(Map<String, String> needed, @Nullable String mode, String key) {
            if (mode != null && mode.startsWith("service:")) {
                needed.putIfAbsent(mode.substring("service:".length()), key);
            }
        }

        private boolean isOn(String service) {
            ComposeProject.Service other = project.services().get(service);
            return other != null && other.enabled();
        }

        void dependencies() {
            needed().forEach((service, key) -> {
                if (!project.services().containsKey(service)) {
                    error("there is no service " + service, key, service);
                } else if (!isOn(service)) {
                    error("the service " + service + " is behind a profile that is not given", key, service);
                }
            });
        }

        void files() {
            for (FileReference config : container.configs()) {
                if (!project.configs().containsKey(config.source())) {
                    error("there is no config " + config.source() + "; declare it below configs", "configs");
                }
            }
            for (FileReference secret : container.secrets()) {
                if (!project.secrets().containsKey(secret.source())) {
                    error("there is no secret " + secret.source() + "; declare it below secrets", "secrets");
                }
            }
            for (String secret : ProjectResources.buildSecrets(container)) {
                if (!project.secrets().containsKey(secret)) {
                    error("there is no secret " + secret + "; declare it below secrets", "build", "secrets");
                }
            }
        }

        void limits() {
            List<DeviceRequest> devices = new ArrayList<>(container.gpus());
            DeploySpec deploy = container.deploy();
            DeploySpec.Resources resources = deploy == null ? null : deploy.resources();
            DeploySpec.Limits limits = resources == null ? null : resources.limits();
            DeploySpec.Reservations reservations = resources == null ? null : resources.reservations();
            if (reservations != null) {
                devices.addAll(reservations.devices());
                differ("mem_reservation", container.memReservation(), reservations.memory(), "reservations.memory");
            }
            if (limits != null) {
                BigDecimal cpus = container.cpus();
                BigDecimal other = limits.cpus() == null ? BigDecimal.ZERO : limits.cpus();
                if (cpus != null && cpus.signum() != 0 && cpus.compareTo(other) != 0) {
                    error("differs from deploy.resources.limits.cpus; keep one", "cpus");
                }
                differ("mem_limit", container.memLimit(), limits.memory(), "limits.memory");
                differ("pids_limit", container.pidsLimit(), limits.pids(), "limits.pids");
            }
            if (devices.stream()
                    .anyMatch(device ->
                            device.count() != null && !device.deviceIds().isEmpty())) {
                error("a device has both count and device_ids; keep one", "deploy", "resources");
            }
        }

        private void differ(String key, @Nullable Long own, @Nullable Long other, String road) {
            if (own != null && own != 0 && !own.equals(other == null ? Long.valueOf(0) : other)) {
                error("differs from deploy.resources." + road + "; keep one", key);
            }
        }

        void mounts() {
            Map<String, String> targets = new TreeMap<>();
            for (String tmpfs : container.tmpfs()) {
                if (targets.put(tmpfs.split(":", 2)[0], "tmpfs") != null) {
                    error("mounts " + tmpfs + " twice", "tmpfs");
                }
            }
            for (MountSpec mount : container.volumes()) {
                if (targets.put(mount.target(), "volumes") != null) {
                    error("mounts something at " + mount.target() + " twice; keep one", "volumes");
                }
                String source = mount.source();
                if (mount.type().equals("volume")
                        && source != null
                        && !project.volumes().containsKey(source)) {
                    error(
                            "there is no volume " + source + "; declare it below volumes, or write ./" + source
                                    + " for a folder",
                            "volumes");
                }
            }
        }
    }
}
