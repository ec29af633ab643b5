package sre.orion.agent.engine.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sre.orion.api.compose.BlkioConfig;
import sre.orion.api.compose.BlkioConfig.ThrottleDevice;
import sre.orion.api.compose.BlkioConfig.WeightDevice;
import sre.orion.api.compose.DeviceMapping;
import sre.orion.api.compose.DeviceRequest;
import sre.orion.api.compose.UlimitSpec;
import sre.orion.api.container.Resources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** ResourcesBody is what a container may use, in the words of the engine's {@code Resources}. */
final class ResourcesBody {
    private ResourcesBody() {}

    static void into(Resources resources, ObjectNode body) {
        limits(resources, body);
        blkio(resources.blkio(), body);
        devices(resources, body);
        body.set("Ulimits", Nodes.orNull(resources.ulimits().entrySet(), ResourcesBody::ulimit));
        body.put("OomScoreAdj", resources.oomScoreAdj())
                .put("CpusetMems", "")
                .put("IOMaximumIOps", 0)
                .put("IOMaximumBandwidth", 0);
    }

    private static void limits(Resources resources, ObjectNode body) {
        body.put("NanoCpus", resources.nanoCpus())
                .put("CpuShares", resources.cpuShares())
                .put("CpuPeriod", resources.cpuPeriod())
                .put("CpuQuota", resources.cpuQuota())
                .put("CpuRealtimePeriod", resources.cpuRealtimePeriod())
                .put("CpuRealtimeRuntime", resources.cpuRealtimeRuntime())
                .put("CpusetCpus", resources.cpusetCpus())
                .put("CpuCount", resources.cpuCount())
                .put("CpuPercent", resources.cpuPercent())
                .put("Memory", resources.memory())
                .put("MemoryReservation", resources.memoryReservation())
                .put("MemorySwap", resources.memorySwap())
                .put("MemorySwappiness", resources.memorySwappiness().orElse(null))
                .put("OomKillDisable", resources.oomKillDisable())
                .put("PidsLimit", resources.pidsLimit() == 0 ? null : Long.valueOf(resources.pidsLimit()));
    }

    private static void blkio(Optional<BlkioConfig> blkio, ObjectNode body) {
        body.put("BlkioWeight", blkio.map(BlkioConfig::weight).orElse(0));
        body.set("BlkioWeightDevice", list(blkio, BlkioConfig::weightDevice, ResourcesBody::weight));
        body.set("BlkioDeviceReadBps", list(blkio, BlkioConfig::deviceReadBps, ResourcesBody::rate));
        body.set("BlkioDeviceWriteBps", list(blkio, BlkioConfig::deviceWriteBps, ResourcesBody::rate));
        body.set("BlkioDeviceReadIOps", list(blkio, BlkioConfig::deviceReadIops, ResourcesBody::rate));
        body.set("BlkioDeviceWriteIOps", list(blkio, BlkioConfig::deviceWriteIops, ResourcesBody::rate));
    }

    private static <T> JsonNode list(
            Optional<BlkioConfig> blkio, Function<BlkioConfig, List<T>> part, Function<T, JsonNode> json) {
        return blkio.map(config -> Nodes.orNull(part.apply(config), json)).orElse(NullNode.instance);
    }

    private static JsonNode weight(WeightDevice device) {
        return Nodes.object().put("Path", device.path()).put("Weight", device.weight());
    }

    private static JsonNode rate(ThrottleDevice device) {
        return Nodes.object().put("Path", device.path()).put("Rate", device.rate());
    }

    private static void devices(Resources resources, ObjectNode body) {
        body.set("Devices", Nodes.orNull(resources.devices(), ResourcesBody::device));
        body.set("DeviceCgroupRules", Nodes.orNull(resources.deviceCgroupRules()));
        body.set("DeviceRequests", Nodes.orNull(resources.deviceRequests(), ResourcesBody::request));
    }

    private static JsonNode device(DeviceMapping device) {
        return Nodes.object()
                .put("PathOnHost", device.source())
                .put("PathInContainer", or(device.target(), device.source()))
                .put("CgroupPermissions", or(device.permissions(), "rwm"));
    }

    private static JsonNode request(DeviceRequest request) {
        Integer count = request.count();
        int all = request.deviceIds().isEmpty() ? -1 : 0;
        ObjectNode body =
                Nodes.object().put("Driver", or(request.driver(), "")).put("Count", count == null ? all : count);
        body.set("DeviceIDs", Nodes.orNull(request.deviceIds()));
        body.set(
                "Capabilities",
                Nodes.orNull(
                        request.capabilities().isEmpty() ? List.of() : List.of(request.capabilities()), Nodes::array));
        body.set("Options", Nodes.orNull(request.options()));
        return body;
    }

    private static JsonNode ulimit(Map.Entry<String, UlimitSpec> ulimit) {
        return Nodes.object()
                .put("Name", ulimit.getKey())
                .put("Hard", ulimit.getValue().hard())
                .put("Soft", ulimit.getValue().soft());
    }

    private static String or(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }
}
