package sre.orion.agent.engine.codec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.Immutable;
import sre.orion.api.compose.BlkioConfig;
import sre.orion.api.compose.BlkioConfig.ThrottleDevice;
import sre.orion.api.compose.BlkioConfig.WeightDevice;
import sre.orion.api.compose.DeviceMapping;
import sre.orion.api.compose.DeviceRequest;
import sre.orion.api.compose.UlimitSpec;
import sre.orion.api.container.Isolation;
import sre.orion.api.container.Resources;
import tools.jackson.databind.JsonNode;

/** HostConfigReader is the limits and the isolation of an inspect as they were asked for. */
final class HostConfigReader {
    private HostConfigReader() {}

    static Resources resources(JsonNode host) {
        return new Resources(
                Nodes.number(host, "NanoCpus"),
                Nodes.number(host, "CpuShares"),
                Nodes.number(host, "CpuPeriod"),
                Nodes.number(host, "CpuQuota"),
                Nodes.number(host, "CpuRealtimePeriod"),
                Nodes.number(host, "CpuRealtimeRuntime"),
                Nodes.text(host, "CpusetCpus"),
                Nodes.number(host, "CpuCount"),
                Nodes.number(host, "CpuPercent"),
                Nodes.number(host, "Memory"),
                Nodes.number(host, "MemoryReservation"),
                Nodes.number(host, "MemorySwap"),
                swappiness(host),
                Nodes.flag(host, "OomKillDisable"),
                (int) Nodes.number(host, "OomScoreAdj"),
                // Without limit is null, 0 or -1, whatever was asked for.
                Math.max(0, Nodes.number(host, "PidsLimit")),
                blkio(host),
                ulimits(host),
                Nodes.list(host, "Devices", HostConfigReader::device),
                Nodes.texts(host, "DeviceCgroupRules"),
                Nodes.list(host, "DeviceRequests", HostConfigReader::request));
    }

    static Isolation isolation(JsonNode host) {
        boolean privileged = Nodes.flag(host, "Privileged");
        return new Isolation(
                privileged,
                Immutable.set(capabilities(host, "CapAdd")),
                Immutable.set(capabilities(host, "CapDrop")),
                securityOptions(host, privileged),
                Nodes.filled(host, "IpcMode"),
                Nodes.text(host, "PidMode"),
                Nodes.text(host, "UTSMode"),
                Nodes.text(host, "UsernsMode"),
                Nodes.filled(host, "CgroupnsMode"),
                Nodes.text(host, "CgroupParent"),
                Nodes.texts(host, "GroupAdd"),
                Nodes.map(host, "Sysctls"),
                Nodes.filled(host, "Runtime"),
                Nodes.text(host, "Isolation"),
                emptied(host, "MaskedPaths") && emptied(host, "ReadonlyPaths"));
    }

    private static Optional<Long> swappiness(JsonNode host) {
        JsonNode value = host.path("MemorySwappiness");
        return value.isNumber() && value.asLong() >= 0 ? Optional.of(value.asLong()) : Optional.empty();
    }

    private static Optional<BlkioConfig> blkio(JsonNode host) {
        int weight = (int) Nodes.number(host, "BlkioWeight");
        var config = new BlkioConfig(
                weight == 0 ? null : weight,
                Nodes.list(
                        host,
                        "BlkioWeightDevice",
                        json -> new WeightDevice(Nodes.text(json, "Path"), (int) Nodes.number(json, "Weight"))),
                Nodes.list(host, "BlkioDeviceReadBps", HostConfigReader::rate),
                Nodes.list(host, "BlkioDeviceWriteBps", HostConfigReader::rate),
                Nodes.list(host, "BlkioDeviceReadIOps", HostConfigReader::rate),
                Nodes.list(host, "BlkioDeviceWriteIOps", HostConfigReader::rate));
        return config.equals(new BlkioConfig(null, List.of(), List.of(), List.of(), List.of(), List.of()))
                ? Optional.empty()
                : Optional.of(config);
    }

    private static ThrottleDevice rate(JsonNode json) {
        return new ThrottleDevice(Nodes.text(json, "Path"), Nodes.number(json, "Rate"));
    }

    private static SortedMap<String, UlimitSpec> ulimits(JsonNode host) {
        var ulimits = new TreeMap<String, UlimitSpec>();
        for (JsonNode json : host.path("Ulimits")) {
            ulimits.put(
                    Nodes.text(json, "Name"), new UlimitSpec(Nodes.number(json, "Soft"), Nodes.number(json, "Hard")));
        }
        return ulimits;
    }

    private static DeviceMapping device(JsonNode json) {
        return new DeviceMapping(
                Nodes.text(json, "PathOnHost"),
                Nodes.text(json, "PathInContainer"),
                Nodes.text(json, "CgroupPermissions"));
    }

    // The engine takes lists of alternatives; Compose, and so Orion, only ever asks with one.
    private static DeviceRequest request(JsonNode json) {
        List<List<String>> alternatives = Nodes.list(json, "Capabilities", HostConfigReader::texts);
        return new DeviceRequest(
                Nodes.text(json, "Driver"),
                (int) Nodes.number(json, "Count"),
                Nodes.texts(json, "DeviceIDs"),
                alternatives.isEmpty() ? List.of() : alternatives.getFirst(),
                Nodes.map(json, "Options"));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(value -> value.asString("")).toList();
    }

    private static List<String> capabilities(JsonNode host, String field) {
        return Nodes.texts(host, field).stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .map(name -> name.equals("ALL") || name.startsWith("CAP_") ? name : "CAP_" + name)
                .toList();
    }

    // The engine adds label=disable to what is privileged or shares the host's processes (moby: generateSecurityOpt).
    private static List<String> securityOptions(JsonNode host, boolean privileged) {
        boolean added = privileged
                || Nodes.text(host, "IpcMode").equals("host")
                || Nodes.text(host, "PidMode").equals("host");
        return Nodes.texts(host, "SecurityOpt").stream()
                .filter(option -> !(added && option.equals("label=disable")))
                .toList();
    }

    private static boolean emptied(JsonNode host, String field) {
        return host.path(field).isArray() && host.path(field).isEmpty();
    }
}
