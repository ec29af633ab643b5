package sre.orion.reconcilers.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import sre.orion.api.container.Container;
import sre.orion.api.container.ContainerProcess;
import sre.orion.api.container.Healthcheck;
import sre.orion.api.container.Isolation;
import sre.orion.api.container.Networking;
import sre.orion.api.container.Resources;
import sre.orion.api.container.Storage;
import sre.orion.api.observation.Engine;
import sre.orion.api.observation.ImageState;
import sre.orion.api.secret.Text;

/**
 * Defaults is what image and engine fill in where a request is silent (moby {@code daemon/commit.go} merge,
 * {@code daemon/daemon_unix.go} adaptContainerSettings): the result can be compared with what inspect tells.
 */
final class Defaults {
    private static final long SHARED_MEMORY = 64L * 1024 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String STOP_SIGNAL = "SIGTERM";

    private Defaults() {}

    static Container fillIn(Container asked, ImageState image, Engine engine) {
        SortedMap<String, String> labels = new TreeMap<>(image.labels());
        labels.putAll(asked.labels());
        String driver = asked.logging().driver().orElse(engine.loggingDriver());
        return new Container(
                asked.image(),
                process(asked.process(), image.process()),
                healthcheck(asked.healthcheck(), image.healthcheck()),
                labels,
                asked.annotations(),
                storage(asked.storage()),
                networking(asked.networking(), image),
                resources(asked.resources()),
                isolation(asked.isolation(), engine),
                asked.restart(),
                new Container.Logging(Optional.of(driver), asked.logging().options()),
                asked.platform());
    }

    /** An empty list clears the image's entrypoint; its command is kept only under an entrypoint that is not given. */
    private static ContainerProcess process(ContainerProcess asked, ContainerProcess image) {
        boolean ownEntrypoint = !asked.entrypoint().orElse(List.of()).isEmpty();
        List<String> command = asked.command().orElse(List.of());
        if (command.isEmpty() && !ownEntrypoint) {
            command = image.command().orElse(List.of());
        }
        SortedMap<String, Optional<Text>> environment = new TreeMap<>(image.environment());
        environment.putAll(asked.environment());
        return new ContainerProcess(
                Optional.of(asked.entrypoint().or(image::entrypoint).orElse(List.of())),
                Optional.of(command),
                environment,
                Optional.of(given(asked.workingDirectory(), image.workingDirectory())),
                Optional.of(given(asked.user(), image.user())),
                asked.tty(),
                asked.stdinOpen(),
                Optional.of(asked.init().orElse(false)),
                Optional.of(signal(given(asked.stopSignal(), image.stopSignal()))),
                Optional.of(asked.stopGracePeriod().or(image::stopGracePeriod).orElse(GRACE)));
    }

    /** What inspect tells, with the same things filled in that a request leaves empty. */
    static ContainerProcess observed(ContainerProcess found) {
        return new ContainerProcess(
                Optional.of(found.entrypoint().orElse(List.of())),
                Optional.of(found.command().orElse(List.of())),
                found.environment(),
                Optional.of(found.workingDirectory().orElse("")),
                Optional.of(found.user().orElse("")),
                found.tty(),
                found.stdinOpen(),
                Optional.of(found.init().orElse(false)),
                Optional.of(signal(found.stopSignal().orElse(""))),
                Optional.of(found.stopGracePeriod().orElse(GRACE)));
    }

    private static String given(Optional<String> asked, Optional<String> image) {
        return asked.filter(text -> !text.isEmpty()).or(() -> image).orElse("");
    }

    private static String signal(String written) {
        return written.isEmpty() ? STOP_SIGNAL : written;
    }

    private static Optional<Healthcheck> healthcheck(Optional<Healthcheck> asked, Optional<Healthcheck> image) {
        if (asked.isEmpty() || image.isEmpty()) {
            return asked.or(() -> image);
        }
        Healthcheck own = asked.get();
        Healthcheck base = image.get();
        return Optional.of(new Healthcheck(
                own.test().isEmpty() ? base.test() : own.test(),
                own.interval().isZero() ? base.interval() : own.interval(),
                own.timeout().isZero() ? base.timeout() : own.timeout(),
                own.startPeriod().isZero() ? base.startPeriod() : own.startPeriod(),
                own.startInterval().isZero() ? base.startInterval() : own.startInterval(),
                own.retries() == 0 ? base.retries() : own.retries()));
    }

    private static Storage storage(Storage asked) {
        return new Storage(
                asked.mounts(),
                asked.tmpfs(),
                asked.volumesFrom(),
                asked.readOnlyRootFilesystem(),
                Optional.of(asked.shmSize().orElse(SHARED_MEMORY)),
                asked.options(),
                asked.copied());
    }

    private static Networking networking(Networking asked, ImageState image) {
        SortedSet<String> exposed = new TreeSet<>(image.exposed());
        exposed.addAll(asked.exposed());
        return new Networking(
                asked.mode(),
                asked.endpoints(),
                asked.ports(),
                exposed,
                asked.hostname(),
                asked.domainname(),
                asked.dns(),
                asked.dnsSearch(),
                asked.dnsOptions(),
                asked.extraHosts(),
                asked.links());
    }

    /** Twice the memory is the engine's limit for memory and swap together where none is given. */
    private static Resources resources(Resources asked) {
        return asked.memorySwap() != 0 || asked.memory() == 0 ? asked : withSwap(asked, 2 * asked.memory());
    }

    private static Resources withSwap(Resources asked, long memorySwap) {
        return new Resources(
                asked.nanoCpus(),
                asked.cpuShares(),
                asked.cpuPeriod(),
                asked.cpuQuota(),
                asked.cpuRealtimePeriod(),
                asked.cpuRealtimeRuntime(),
                asked.cpusetCpus(),
                asked.cpuCount(),
                asked.cpuPercent(),
                asked.memory(),
                asked.memoryReservation(),
                memorySwap,
                asked.memorySwappiness(),
                asked.oomKillDisable(),
                asked.oomScoreAdj(),
                asked.pidsLimit(),
                asked.blkio(),
                asked.ulimits(),
                asked.devices(),
                asked.deviceCgroupRules(),
                asked.deviceRequests());
    }

    private static Isolation isolation(Isolation asked, Engine engine) {
        String cgroup = engine.cgroupVersion() == 2 ? "private" : "host";
        return new Isolation(
                asked.privileged(),
                asked.capabilitiesAdded(),
                asked.capabilitiesDropped(),
                asked.securityOptions(),
                asked.ipcMode(),
                asked.pidMode(),
                asked.utsMode(),
                asked.usernsMode(),
                Optional.of(asked.cgroupMode().orElse(cgroup)),
                asked.cgroupParent(),
                asked.supplementaryGroups(),
                asked.sysctls(),
                Optional.of(asked.runtime().orElse(engine.defaultRuntime())),
                asked.technology(),
                asked.unmasked());
    }
}
