package sre.orion.reconcilers.container;

import static sre.orion.api.plan.Difference.Change.RECREATE;
import static sre.orion.api.plan.Difference.Change.UPDATE_IN_PLACE;
import static sre.orion.reconcilers.container.Field.ifWanted;
import static sre.orion.reconcilers.container.Field.limit;
import static sre.orion.reconcilers.container.Field.map;
import static sre.orion.reconcilers.container.Field.matching;
import static sre.orion.reconcilers.container.Field.same;
import static sre.orion.reconcilers.container.Field.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import sre.orion.api.container.Container;
import sre.orion.api.container.Healthcheck;
import sre.orion.api.container.Labels;
import sre.orion.api.container.Port;
import sre.orion.api.observation.Engine;
import sre.orion.api.plan.Difference;

/**
 * Fields is the table by which a desired container, filled in, is compared with an observed one. Mounts and networks have
 * their own comparison. Left out on purpose: platform and the way a mount was asked for (inspect does not tell), labels
 * that say only who made the container, {@code create_host_path} and {@code consistency} (they matter at create, or never).
 */
final class Fields {
    private static final List<String> DEFAULT_IPC = List.of("", "private", "shareable");

    private static final Pattern READ_ONLY = Pattern.compile(":ro$");

    private Fields() {}

    static List<Field> of(Engine engine) {
        List<Field> fields = new ArrayList<>();
        process(fields, engine);
        storage(fields);
        networking(fields);
        limits(fields);
        resources(fields, engine);
        isolation(fields);
        rest(fields, engine);
        return List.copyOf(fields);
    }

    private static void process(List<Field> fields, Engine engine) {
        fields.add(matching("image", Container::image, (a, b) -> ImageName.same(a, b), RECREATE));
        fields.add(same("entrypoint", container -> container.process().entrypoint()));
        fields.add(same("command", container -> container.process().command()));
        fields.add(
                Field.variables("environment", container -> container.process().environment()));
        fields.add(same("working_dir", container -> container.process().workingDirectory()));
        fields.add(same("user", container -> container.process().user()));
        fields.add(same("tty", container -> container.process().tty()));
        fields.add(same("stdin_open", container -> container.process().stdinOpen()));
        fields.add(same("init", container -> container.process().init()));
        fields.add(same(
                "stop_signal", container -> container.process().stopSignal().map(Fields::signal)));
        fields.add(same("stop_grace_period", container -> container.process().stopGracePeriod()));
        fields.add(same("healthcheck.test", container -> health(container).map(Healthcheck::test)));
        fields.add(same("healthcheck.interval", container -> health(container).map(Healthcheck::interval)));
        fields.add(same("healthcheck.timeout", container -> health(container).map(Healthcheck::timeout)));
        fields.add(
                same("healthcheck.start_period", container -> health(container).map(Healthcheck::startPeriod)));
        fields.add(same("healthcheck.retries", container -> health(container).map(Healthcheck::retries)));
        if (engine.annotations()) {
            fields.add(same(
                    "healthcheck.start_interval", container -> health(container).map(Healthcheck::startInterval)));
        }
    }

    /** The health check, if it probes; one that is switched off is as good as none. */
    private static Optional<Healthcheck> health(Container container) {
        return container.healthcheck().filter(Healthcheck::enabled);
    }

    private static String signal(String written) {
        String name = written.toUpperCase(Locale.ROOT);
        boolean number = name.chars().allMatch(Character::isDigit);
        return number || name.startsWith("SIG") ? name : "SIG" + name;
    }

    private static void storage(List<Field> fields) {
        fields.add(map("tmpfs", container -> container.storage().tmpfs()));
        fields.add(Fields::volumesFrom);
        fields.add(same("read_only", container -> container.storage().readOnlyRootFilesystem()));
        fields.add(same("shm_size", container -> container.storage().shmSize()));
        fields.add(map("storage_opt", container -> container.storage().options()));
    }

    /** Compose forgets that volumes are to be read only; a container that it made is left so until it is made anew. */
    private static List<Difference> volumesFrom(Container wanted, Container found) {
        boolean forgotten = !found.labels().containsKey(Labels.OWNER);
        Field sources = set(
                "volumes_from",
                container -> container.storage().volumesFrom().stream()
                        .map(source -> forgotten ? READ_ONLY.matcher(source).replaceAll("") : source)
                        .toList());
        return sources.compare(wanted, found);
    }

    private static void networking(List<Field> fields) {
        fields.add(same(
                "ports",
                container -> container.networking().ports().stream()
                        .map(Fields::port)
                        .toList()));
        fields.add(set("expose", container -> container.networking().exposed()));
        fields.add(ifWanted("hostname", container -> container.networking().hostname()));
        fields.add(same("domainname", container -> container.networking().domainname()));
        fields.add(same("dns", container -> container.networking().dns()));
        fields.add(same("dns_search", container -> container.networking().dnsSearch()));
        fields.add(same("dns_opt", container -> container.networking().dnsOptions()));
        fields.add(set("extra_hosts", container -> container.networking().extraHosts()));
        fields.add(set("links", container -> container.networking().links()));
    }

    private static String port(Port port) {
        String address = port.hostAddress().isEmpty() ? "" : port.hostAddress() + ":";
        return address + port.hostPort() + ":" + port.target() + "/" + port.protocol();
    }

    /** What {@code POST /containers/ID/update} can change (moby {@code api/types/container} UpdateConfig). */
    private static void limits(List<Field> fields) {
        fields.add(limit("cpus", container -> container.resources().nanoCpus()));
        fields.add(limit("cpu_shares", container -> container.resources().cpuShares()));
        fields.add(limit("cpu_period", container -> container.resources().cpuPeriod()));
        fields.add(limit("cpu_quota", container -> container.resources().cpuQuota()));
        fields.add(limit("cpu_rt_period", container -> container.resources().cpuRealtimePeriod()));
        fields.add(limit("cpu_rt_runtime", container -> container.resources().cpuRealtimeRuntime()));
        fields.add(limit("cpuset", container -> container.resources().cpusetCpus()));
        fields.add(limit("mem_limit", container -> container.resources().memory()));
        fields.add(limit("mem_reservation", container -> container.resources().memoryReservation()));
        fields.add(Fields::swap);
        fields.add(limit(
                "pids_limit", container -> Math.max(0, container.resources().pidsLimit())));
        fields.add(limit("blkio_config.weight", container -> BlockDevices.weight(container.resources())));
        fields.add(matching("restart", container -> restart(container.restart()), Objects::equals, UPDATE_IN_PLACE));
    }

    /** A kernel that does not count swap makes the engine answer -1 where it would have filled in twice the memory. */
    private static List<Difference> swap(Container wanted, Container found) {
        boolean uncounted = found.resources().memorySwap() == -1
                && wanted.resources().memorySwap() == 2 * wanted.resources().memory();
        Field limit = limit("memswap_limit", container -> container.resources().memorySwap());
        return uncounted ? List.of() : limit.compare(wanted, found);
    }

    private static String restart(Container.RestartPolicy policy) {
        String name = policy.name().isEmpty() ? "no" : policy.name();
        return policy.maximumRetryCount() == 0 ? name : name + ":" + policy.maximumRetryCount();
    }

    private static void resources(List<Field> fields, Engine engine) {
        fields.add(same("cpu_count", container -> container.resources().cpuCount()));
        fields.add(same("cpu_percent", container -> container.resources().cpuPercent()));
        fields.add(same("oom_score_adj", container -> container.resources().oomScoreAdj()));
        if (engine.cgroupVersion() == 1) {
            // On cgroup v2 the engine drops both with a warning.
            fields.add(same("mem_swappiness", container -> container.resources().memorySwappiness()));
            fields.add(
                    same("oom_kill_disable", container -> container.resources().oomKillDisable()));
        }
        fields.add(set("blkio_config", container -> BlockDevices.devices(container.resources())));
        fields.add(map("ulimits", container -> container.resources().ulimits()));
        fields.add(set("devices", container -> texts(container.resources().devices())));
        fields.add(set("device_cgroup_rules", container -> container.resources().deviceCgroupRules()));
        fields.add(set("gpus", container -> texts(container.resources().deviceRequests())));
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static void isolation(List<Field> fields) {
        fields.add(same("privileged", container -> container.isolation().privileged()));
        fields.add(same(
                "cap_add",
                container -> IsolationPart.capabilities(container.isolation().capabilitiesAdded())));
        fields.add(same(
                "cap_drop",
                container -> IsolationPart.capabilities(container.isolation().capabilitiesDropped())));
        fields.add(set("security_opt", Fields::securityOptions));
        fields.add(matching(
                "ipc",
                container -> container.isolation().ipcMode().orElse(""),
                (wanted, found) -> wanted.equals(found) || (wanted.isEmpty() && DEFAULT_IPC.contains(found)),
                RECREATE));
        fields.add(same("pid", container -> container.isolation().pidMode()));
        fields.add(same("uts", container -> container.isolation().utsMode()));
        fields.add(same("userns_mode", container -> container.isolation().usernsMode()));
        fields.add(same("cgroup", container -> container.isolation().cgroupMode()));
        fields.add(same("cgroup_parent", container -> container.isolation().cgroupParent()));
        fields.add(set("group_add", container -> container.isolation().supplementaryGroups()));
        fields.add(map("sysctls", container -> container.isolation().sysctls()));
        fields.add(same("runtime", container -> container.isolation().runtime()));
        fields.add(
                same("isolation", container -> technology(container.isolation().technology())));
        fields.add(same("security_opt.systempaths", Fields::unmasked));
    }

    /** The engine itself adds {@code label=disable} to whoever shares the host's processes or is privileged. */
    private static List<String> securityOptions(Container container) {
        return container.isolation().securityOptions().stream()
                .filter(option -> !option.equals("label=disable") && !option.equals("label:disable"))
                .toList();
    }

    private static String technology(String written) {
        return written.equals("default") ? "" : written;
    }

    /** Nothing is hidden from a privileged container anyway. */
    private static boolean unmasked(Container container) {
        return container.isolation().unmasked() || container.isolation().privileged();
    }

    private static void rest(List<Field> fields, Engine engine) {
        fields.add(map("labels", container -> users(container.labels())));
        if (engine.annotations()) {
            fields.add(map("annotations", Container::annotations));
        }
        fields.add(same("logging.driver", container -> container.logging().driver()));
        fields.add(LoggingOptions.field(engine));
    }

    /** Labels without those that only say who made the container. */
    private static SortedMap<String, String> users(SortedMap<String, String> labels) {
        SortedMap<String, String> users = new TreeMap<>();
        labels.forEach((key, value) -> {
            boolean identity = key.equals(Labels.PROJECT) || key.equals(Labels.SERVICE);
            boolean makers = key.startsWith(Labels.COMPOSE_PREFIX) || key.startsWith(Labels.ORION_PREFIX);
            if (identity || !makers) {
                users.put(key, value);
            }
        });
        return users;
    }
}
