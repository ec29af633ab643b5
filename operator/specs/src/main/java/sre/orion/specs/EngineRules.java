package sre.orion.specs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DependsOn;
import sre.orion.api.compose.DeploySpec;
import sre.orion.api.compose.HealthcheckSpec;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.compose.NetworkAttachment;
import sre.orion.api.kind.NetworkSpec;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.specs.form.Spelling;
import sre.orion.specs.yaml.Problems;

/**
 * EngineRules warns of what docker compose accepts and an engine then refuses, or what has no effect here. Such a spec
 * is taken, as Compose takes it; the Service will say the same in its status once the engine has spoken.
 */
final class EngineRules {
    private static final long LEAST_MEMORY = 6L << 20;
    private static final List<String> RESTART = List.of("no", "always", "unless-stopped", "on-failure");
    private static final Pattern MAC = Pattern.compile("([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");

    private final Draft draft;
    private final ServiceSpec service;
    private final ContainerSpec container;
    private final Problems problems;

    EngineRules(Draft draft, ServiceSpec service, Problems problems) {
        this.draft = draft;
        this.service = service;
        this.container = service.container();
        this.problems = problems;
    }

    /** Warns about one Service; {@code services} and {@code networks} are by {@link References#id}. */
    void check(SortedMap<String, Draft> services, SortedMap<String, Draft> networks) {
        restart();
        memory();
        healthcheck();
        addresses(networks);
        sharedNetwork();
        targets();
        dependencies(services);
        withoutEffect();
    }

    private void warn(String text, String... road) {
        var full = new ArrayList<>(List.of("spec", "container"));
        full.addAll(List.of(road));
        problems.warn(draft.place(full.toArray(String[]::new)), text);
    }

    private void restart() {
        String restart = container.restart();
        if (restart == null) {
            return;
        }
        String word = restart.startsWith("on-failure:") ? "on-failure" : restart;
        boolean counted = !restart.contains(":") || restart.matches("on-failure:[0-9]{1,9}");
        if (!RESTART.contains(word) || !counted) {
            String alike = Spelling.nearest(word, RESTART);
            warn(
                    "the engine will refuse \"" + restart + "\"; "
                            + (alike == null
                                    ? "write one of " + String.join(", ", RESTART)
                                    : "did you mean " + alike + "?"),
                    "restart");
        }
    }

    private void memory() {
        Long limit = container.memLimit();
        if (limit != null && limit > 0 && limit < LEAST_MEMORY) {
            warn("the engine will refuse less than 6 MB", "mem_limit");
        }
        Long swap = container.memswapLimit();
        if (swap != null && swap > 0 && (limit == null || swap < limit)) {
            warn("the engine wants memory and swap together to be at least mem_limit", "memswap_limit");
        }
        Long shared = container.shmSize();
        if (shared != null && shared < 0) {
            warn("the engine will refuse a size below 0", "shm_size");
        }
        container.ulimits().forEach((name, limits) -> {
            Long hard = limits.hard();
            if (hard != null && hard >= 0 && limits.soft() > hard) {
                warn("the engine will refuse a soft limit above the hard one", "ulimits", name);
            }
        });
    }

    private void healthcheck() {
        HealthcheckSpec check = container.healthcheck();
        if (check != null && check.startInterval() != null && check.startPeriod() == null) {
            warn(
                    "start_interval needs start_period beside it, docker compose up would refuse it",
                    "healthcheck",
                    "start_interval");
        }
    }

    private void addresses(SortedMap<String, Draft> networks) {
        for (String server : container.dns()) {
            if (!IPV4.matcher(server).matches() && !IPV6.matcher(server).matches()) {
                warn("the engine will refuse \"" + server + "\", a name server is an IP address", "dns", server);
            }
        }
        mac(container.macAddress(), "mac_address");
        for (Map.Entry<String, @Nullable NetworkAttachment> entry :
                container.networks().entrySet()) {
            NetworkAttachment attachment = entry.getValue();
            if (attachment == null) {
                continue;
            }
            String name = entry.getKey();
            mac(attachment.macAddress(), "networks", name, "mac_address");
            address(attachment.ipv4Address(), IPV4, "networks", name, "ipv4_address");
            address(attachment.ipv6Address(), IPV6, "networks", name, "ipv6_address");
            boolean fixed = attachment.ipv4Address() != null || attachment.ipv6Address() != null;
            if (fixed && lacksSubnet(networks.get(References.id(service.project(), name)))) {
                warn(
                        "the engine gives fixed addresses only in a network with a subnet; declare ipam.config there",
                        "networks",
                        name);
            }
        }
    }

    private static boolean lacksSubnet(@Nullable Draft network) {
        return network != null
                && network.resource().spec() instanceof NetworkSpec spec
                && !spec.external()
                && (spec.ipam() == null || spec.ipam().config().stream().allMatch(pool -> pool.subnet() == null));
    }

    private void mac(@Nullable String address, String... road) {
        address(address, MAC, road);
    }

    private void address(@Nullable String address, Pattern pattern, String... road) {
        if (address != null && !pattern.matcher(address).matches()) {
            warn("the engine will refuse \"" + address + "\", it is no such address", road);
        }
    }

    /** What an engine refuses beside another container's or the host's network (moby runconfig). */
    private void sharedNetwork() {
        String mode = Objects.requireNonNullElse(container.networkMode(), "");
        boolean host = mode.equals("host");
        if (host && !container.ports().isEmpty()) {
            warn("has no effect with network_mode: host", "ports");
        }
        if ((host || isShared(mode)) && !container.links().isEmpty()) {
            warn("the engine will refuse links with network_mode: " + mode, "links");
        }
        if (!isShared(mode)) {
            return;
        }
        String instead = "the engine will refuse it with network_mode: " + mode + "; put it on the other container";
        if (!container.ports().isEmpty()) {
            warn(instead, "ports");
        }
        if (!container.expose().isEmpty()) {
            warn(instead, "expose");
        }
        if (container.hostname() != null) {
            warn(instead, "hostname");
        }
        if (container.macAddress() != null) {
            warn(instead, "mac_address");
        }
        if (!container.dns().isEmpty()) {
            warn(instead, "dns");
        }
        if (!container.extraHosts().isEmpty()) {
            warn(instead, "extra_hosts");
        }
    }

    private static boolean isShared(String mode) {
        return mode.startsWith("service:") || mode.startsWith("container:");
    }

    private void targets() {
        int index = 0;
        for (MountSpec mount : container.volumes()) {
            MountSpec.BindOptions bind = mount.bind();
            if (bind != null
                    && bind.selinux() != null
                    && (bind.recursive() != null || Boolean.FALSE.equals(bind.createHostPath()))) {
                warn(
                        "no engine labels it for SELinux beside recursive or create_host_path: false",
                        "volumes",
                        String.valueOf(index));
            }
            if (!mount.target().startsWith("/")) {
                warn(
                        "the engine will refuse the target \"" + mount.target() + "\", it must begin with /",
                        "volumes",
                        String.valueOf(index));
            }
            index++;
        }
    }

    private void dependencies(SortedMap<String, Draft> services) {
        container.dependsOn().forEach((name, dependency) -> {
            Draft other = services.get(References.id(service.project(), name));
            if (other == null || !(other.resource().spec() instanceof ServiceSpec needed)) {
                return;
            }
            if (dependency.condition() == DependsOn.Condition.SERVICE_HEALTHY
                    && needed.container().healthcheck() == null) {
                warn(
                        "waits for " + name + " to be healthy: its image must bring a health check, its spec has none",
                        "depends_on",
                        name);
            }
        });
    }

    private void withoutEffect() {
        if (!container.build().isEmpty()) {
            warn("Orion builds nothing; the image must be on the node", "build");
        }
        if (!container.develop().isEmpty()) {
            warn("has no effect here", "develop");
        }
        Integer scale = container.scale();
        if (scale != null && scale != 1) {
            warn("Orion runs one container of a Service", "scale");
        }
        DeploySpec deploy = container.deploy();
        if (deploy == null) {
            return;
        }
        Integer replicas = deploy.replicas();
        if (replicas != null && replicas != 1) {
            warn("Orion runs one container of a Service", "deploy", "replicas");
        }
        if (deploy.mode() != null) {
            warn("has no effect on a single engine", "deploy", "mode");
        }
    }
}
