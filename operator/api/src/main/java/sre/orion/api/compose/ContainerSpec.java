package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;
import sre.orion.api.secret.Text;

/**
 * ContainerSpec is one Compose service in long syntax: every key of the Compose Specification's service schema under
 * its own name. Keys that Orion does not honour are kept as written, rendered and reported, never dropped.
 *
 * @param command null keeps that of the image, an empty list clears it
 * @param entrypoint null keeps that of the image, an empty list clears it
 * @param environment a null value takes the variable out of the image's environment
 * @param extraHosts each {@code host=address}
 * @param links each {@code service:alias}
 * @param networks by the key of the network in the project; a null value is an attachment without options
 * @param restart null: kept running by Orion with no policy of the engine
 * @param memLimit bytes; so are {@code memReservation}, {@code memswapLimit} (-1: unlimited) and {@code shmSize}
 * @param cpuPeriod microseconds; so are {@code cpuQuota}, {@code cpuRtPeriod} and {@code cpuRtRuntime}
 * @param extensions the {@code x-*} keys as written
 */
public record ContainerSpec(
        SortedMap<String, String> annotations,
        @Nullable Boolean attach,
        @JsonProperty("blkio_config") @Nullable BlkioConfig blkioConfig,
        SortedMap<String, Object> build,
        @JsonProperty("cap_add") List<String> capAdd,
        @JsonProperty("cap_drop") List<String> capDrop,
        @Nullable String cgroup,
        @JsonProperty("cgroup_parent") @Nullable String cgroupParent,
        @Nullable List<String> command,
        List<FileReference> configs,
        @JsonProperty("container_name") @Nullable String containerName,
        @JsonProperty("cpu_count") @Nullable Long cpuCount,
        @JsonProperty("cpu_percent") @Nullable BigDecimal cpuPercent,
        @JsonProperty("cpu_period") @Nullable Long cpuPeriod,
        @JsonProperty("cpu_quota") @Nullable Long cpuQuota,
        @JsonProperty("cpu_rt_period") @Nullable Long cpuRtPeriod,
        @JsonProperty("cpu_rt_runtime") @Nullable Long cpuRtRuntime,
        @JsonProperty("cpu_shares") @Nullable Long cpuShares,
        @Nullable BigDecimal cpus,
        @Nullable String cpuset,
        @JsonProperty("credential_spec") SortedMap<String, Object> credentialSpec,
        @JsonProperty("depends_on") SortedMap<String, DependsOn> dependsOn,
        @Nullable DeploySpec deploy,
        SortedMap<String, Object> develop,
        @JsonProperty("device_cgroup_rules") List<String> deviceCgroupRules,
        List<DeviceMapping> devices,
        List<String> dns,
        @JsonProperty("dns_opt") List<String> dnsOpt,
        @JsonProperty("dns_search") List<String> dnsSearch,
        @Nullable String domainname,
        @Nullable List<String> entrypoint,
        @JsonProperty("env_file") List<EnvFile> envFile,
        SortedMap<String, @Nullable Text> environment,
        List<String> expose,
        @JsonProperty("external_links") List<String> externalLinks,
        @JsonProperty("extra_hosts") List<String> extraHosts,
        List<DeviceRequest> gpus,
        @JsonProperty("group_add") List<String> groupAdd,
        @Nullable HealthcheckSpec healthcheck,
        @Nullable String hostname,
        @Nullable String image,
        @Nullable Boolean init,
        @Nullable String ipc,
        @Nullable String isolation,
        @JsonProperty("label_file") List<String> labelFile,
        SortedMap<String, String> labels,
        List<String> links,
        @Nullable LoggingSpec logging,
        @JsonProperty("mac_address") @Nullable String macAddress,
        @JsonProperty("mem_limit") @Nullable Long memLimit,
        @JsonProperty("mem_reservation") @Nullable Long memReservation,
        @JsonProperty("mem_swappiness") @Nullable Long memSwappiness,
        @JsonProperty("memswap_limit") @Nullable Long memswapLimit,
        @JsonProperty("network_mode") @Nullable String networkMode,
        SortedMap<String, @Nullable NetworkAttachment> networks,
        @JsonProperty("oom_kill_disable") @Nullable Boolean oomKillDisable,
        @JsonProperty("oom_score_adj") @Nullable Integer oomScoreAdj,
        @Nullable String pid,
        @JsonProperty("pids_limit") @Nullable Long pidsLimit,
        @Nullable String platform,
        List<PortSpec> ports,
        @JsonProperty("post_start") List<HookSpec> postStart,
        @JsonProperty("pre_stop") List<HookSpec> preStop,
        @Nullable Boolean privileged,
        List<String> profiles,
        @JsonProperty("pull_policy") @Nullable String pullPolicy,
        @JsonProperty("read_only") @Nullable Boolean readOnly,
        @Nullable String restart,
        @Nullable String runtime,
        @Nullable Integer scale,
        List<FileReference> secrets,
        @JsonProperty("security_opt") List<String> securityOpt,
        @JsonProperty("shm_size") @Nullable Long shmSize,
        @JsonProperty("stdin_open") @Nullable Boolean stdinOpen,
        @JsonProperty("stop_grace_period") @Nullable Duration stopGracePeriod,
        @JsonProperty("stop_signal") @Nullable String stopSignal,
        @JsonProperty("storage_opt") SortedMap<String, String> storageOpt,
        SortedMap<String, String> sysctls,
        List<String> tmpfs,
        @Nullable Boolean tty,
        SortedMap<String, UlimitSpec> ulimits,
        @JsonProperty("use_api_socket") @Nullable Boolean useApiSocket,
        @Nullable String user,
        @JsonProperty("userns_mode") @Nullable String usernsMode,
        @Nullable String uts,
        List<MountSpec> volumes,
        @JsonProperty("volumes_from") List<String> volumesFrom,
        @JsonProperty("working_dir") @Nullable String workingDir,
        SortedMap<String, Object> extensions) {
    public ContainerSpec {
        annotations = Immutable.map(annotations);
        build = Immutable.map(build);
        capAdd = Immutable.list(capAdd);
        capDrop = Immutable.list(capDrop);
        configs = Immutable.list(configs);
        credentialSpec = Immutable.map(credentialSpec);
        dependsOn = Immutable.map(dependsOn);
        develop = Immutable.map(develop);
        deviceCgroupRules = Immutable.list(deviceCgroupRules);
        devices = Immutable.list(devices);
        dns = Immutable.list(dns);
        dnsOpt = Immutable.list(dnsOpt);
        dnsSearch = Immutable.list(dnsSearch);
        envFile = Immutable.list(envFile);
        environment = Immutable.map(environment);
        expose = Immutable.list(expose);
        externalLinks = Immutable.list(externalLinks);
        extraHosts = Immutable.list(extraHosts);
        gpus = Immutable.list(gpus);
        groupAdd = Immutable.list(groupAdd);
        labelFile = Immutable.list(labelFile);
        labels = Immutable.map(labels);
        links = Immutable.list(links);
        networks = Immutable.map(networks);
        ports = Immutable.list(ports);
        postStart = Immutable.list(postStart);
        preStop = Immutable.list(preStop);
        profiles = Immutable.list(profiles);
        secrets = Immutable.list(secrets);
        securityOpt = Immutable.list(securityOpt);
        storageOpt = Immutable.map(storageOpt);
        sysctls = Immutable.map(sysctls);
        tmpfs = Immutable.list(tmpfs);
        ulimits = Immutable.map(ulimits);
        volumes = Immutable.list(volumes);
        volumesFrom = Immutable.list(volumesFrom);
        extensions = Immutable.map(extensions);
    }
}
