package sre.orion.agent.engine.codec;

import sre.orion.api.container.Container.RestartPolicy;
import sre.orion.api.container.Resources;
import tools.jackson.databind.node.ObjectNode;

/** UpdateBody is the body of {@code POST /containers/{id}/update}: what the engine can change as the container runs. */
public final class UpdateBody {
    private UpdateBody() {}

    /** The body; the engine reads a zero as "unchanged". */
    public static ObjectNode of(Resources resources, RestartPolicy restart) {
        ObjectNode body = Nodes.object()
                .put("NanoCpus", resources.nanoCpus())
                .put("CpuShares", resources.cpuShares())
                .put("CpuPeriod", resources.cpuPeriod())
                .put("CpuQuota", resources.cpuQuota())
                .put("CpuRealtimePeriod", resources.cpuRealtimePeriod())
                .put("CpuRealtimeRuntime", resources.cpuRealtimeRuntime())
                .put("CpusetCpus", resources.cpusetCpus())
                .put(
                        "BlkioWeight",
                        resources.blkio().map(blkio -> blkio.weight()).orElse(0))
                .put("Memory", resources.memory())
                .put("MemoryReservation", resources.memoryReservation())
                .put("MemorySwap", swap(resources))
                .put("PidsLimit", resources.pidsLimit() == 0 ? null : Long.valueOf(resources.pidsLimit()));
        body.putObject("RestartPolicy")
                .put("Name", restart.name())
                .put("MaximumRetryCount", restart.maximumRetryCount());
        return body;
    }

    // At create the engine makes it twice the memory; an update would leave the old value, and refuses more memory than
    // that.
    private static long swap(Resources resources) {
        return resources.memorySwap() == 0 ? 2 * resources.memory() : resources.memorySwap();
    }
}
