package sre.orion.specs;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.ContainerSpec;
import sre.orion.api.compose.DeploySpec;
import sre.orion.api.compose.DeviceRequest;
import sre.orion.api.compose.HealthcheckSpec;
import sre.orion.api.compose.MountSpec;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.RolloutSpec.Strategy;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.specs.yaml.Problems;

/**
 * ServiceRules is what a single Service must hold beyond the form of its fields: what docker compose refuses in a file,
 * and what Orion's own fields rule out.
 */
final class ServiceRules {
    private static final List<String> SOURCES = List.of("file", "content", "environment", "secretRef", "age");

    private final Draft draft;
    private final ServiceSpec service;
    private final ContainerSpec container;
    private final Problems problems;

    ServiceRules(Draft draft, ServiceSpec service, Problems problems) {
        this.draft = draft;
        this.service = service;
        this.container = service.container();
        this.problems = problems;
    }

    void check() {
        if (container.image() == null && container.build().isEmpty()) {
            problems.error(draft.place("spec", "container"), "lacks image; add one");
        }
        if (container.networkMode() != null && !container.networks().isEmpty()) {
            error("networks and network_mode cannot stand together; keep one", "networks");
        }
        healthcheck();
        devices();
        limits();
        sources();
        copies();
        startFirst();
    }

    private void error(String text, String... road) {
        String[] full =
                Stream.concat(Stream.of("spec", "container"), Stream.of(road)).toArray(String[]::new);
        problems.error(draft.place(full), text);
    }

    private void healthcheck() {
        HealthcheckSpec check = container.healthcheck();
        List<String> test = check == null ? null : check.test();
        if (test == null
                || test.isEmpty()
                || List.of("CMD", "CMD-SHELL", "NONE").contains(test.getFirst())) {
            return;
        }
        error(
                "must begin with CMD, CMD-SHELL or NONE, not \"" + test.getFirst() + "\"; or be one text for the shell",
                "healthcheck",
                "test");
    }

    private void devices() {
        DeploySpec deploy = container.deploy();
        DeploySpec.Resources resources = deploy == null ? null : deploy.resources();
        DeploySpec.Reservations reserved = resources == null ? null : resources.reservations();
        exclusive(container.gpus(), "gpus");
        exclusive(reserved == null ? List.of() : reserved.devices(), "deploy", "resources", "reservations", "devices");
    }

    private void exclusive(List<DeviceRequest> requests, String... road) {
        if (requests.stream()
                .anyMatch(request ->
                        request.count() != null && !request.deviceIds().isEmpty())) {
            error("count and device_ids cannot stand together; keep one", road);
        }
    }

    private void limits() {
        DeploySpec deploy = container.deploy();
        DeploySpec.Resources resources = deploy == null ? null : deploy.resources();
        if (resources == null) {
            return;
        }
        DeploySpec.Limits limits = resources.limits();
        DeploySpec.Reservations reserved = resources.reservations();
        if (limits != null) {
            equal(limits.memory(), container.memLimit(), "mem_limit", "limits.memory");
            equal(limits.pids(), container.pidsLimit(), "pids_limit", "limits.pids");
            equal(plain(limits.cpus()), plain(container.cpus()), "cpus", "limits.cpus");
        }
        if (reserved != null) {
            equal(reserved.memory(), container.memReservation(), "mem_reservation", "reservations.memory");
        }
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros();
    }

    private void equal(@Nullable Object deployed, @Nullable Object plain, String key, String other) {
        if (deployed != null && plain != null && !Objects.equals(deployed, plain)) {
            error("says " + plain + ", deploy.resources." + other + " says " + deployed + "; keep one", key);
        }
    }

    private void sources() {
        service.configs().forEach((name, source) -> source("configs", name, source));
        service.secrets().forEach((name, source) -> source("secrets", name, source));
    }

    private void source(String key, String name, FileSource source) {
        long given = SOURCES.stream()
                .filter(word -> draft.has("spec", key, name, word))
                .count();
        boolean external = Boolean.TRUE.equals(source.external());
        String choices = key.equals("configs")
                ? "file, content, environment, secretRef, age"
                : "file, environment, secretRef, age";
        if (given > 1 || (given == 0 && !external)) {
            problems.error(
                    draft.place("spec", key, name),
                    (given == 0 ? "lacks a source; write one of " : "has several sources; keep one of ") + choices);
        } else if (key.equals("secrets")
                && source.content() != null
                && !source.content().secret()) {
            problems.error(
                    draft.place("spec", key, name, "content"),
                    "a secret cannot stand in the specs; write secretRef: NAME, age: TEXT or file: PATH");
        }
    }

    private void copies() {
        DeploySpec deploy = container.deploy();
        Integer replicas = deploy == null ? null : deploy.replicas();
        int wanted = replicas != null ? replicas : container.scale() != null ? container.scale() : 1;
        if (wanted > 1 && container.containerName() != null) {
            error("names one container, but " + wanted + " are asked for; take one of the two out", "container_name");
        }
    }

    private void startFirst() {
        if (service.rollout().strategy() != Strategy.START_FIRST) {
            return;
        }
        String shared = shared();
        if (shared != null) {
            problems.error(
                    draft.place("spec", "rollout", "strategy"),
                    "startFirst would have two containers share " + shared + "; write stopFirst");
        }
    }

    /** What two containers of this service cannot both have; null when there is nothing. */
    private @Nullable String shared() {
        if (container.containerName() != null) {
            return "the container_name " + container.containerName();
        }
        if (container.ports().stream().anyMatch(port -> port.published() != null)) {
            return "a published port";
        }
        if ("host".equals(container.networkMode())) {
            return "the ports of the host's network";
        }
        boolean address = container.networks().values().stream()
                .anyMatch(
                        network -> network != null && (network.ipv4Address() != null || network.ipv6Address() != null));
        if (address) {
            return "a static address";
        }
        boolean mac = container.macAddress() != null
                || container.networks().values().stream()
                        .anyMatch(network -> network != null && network.macAddress() != null);
        if (mac) {
            return "a MAC address";
        }
        String mode = requireNonNullElse(container.networkMode(), "");
        if (mode.startsWith("container:") || mode.startsWith("service:")) {
            return "the network of " + mode;
        }
        if (container.volumes().stream().anyMatch(ServiceRules::isAnonymous)) {
            return "an anonymous volume, which goes over to the new one";
        }
        boolean writable = container.volumes().stream().anyMatch(ServiceRules::isSharedAndWritable);
        return writable || !container.volumesFrom().isEmpty() ? "a writable mount" : null;
    }

    private static boolean isAnonymous(MountSpec mount) {
        return mount.type().equals("volume") && mount.source() == null;
    }

    private static boolean isSharedAndWritable(MountSpec mount) {
        return switch (mount.type()) {
            case "tmpfs", "image" -> false;
            default -> mount.source() != null && !Boolean.TRUE.equals(mount.readOnly());
        };
    }
}
