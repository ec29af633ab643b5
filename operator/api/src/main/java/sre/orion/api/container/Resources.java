package sre.orion.api.container;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.api.compose.BlkioConfig;
import sre.orion.api.compose.DeviceMapping;
import sre.orion.api.compose.DeviceRequest;
import sre.orion.api.compose.UlimitSpec;

/**
 * Resources is what a container may use. Zero means no limit, as in the engine's API.
 *
 * @param nanoCpus billionths of a processor
 * @param cpuPeriod microseconds; so are {@code cpuQuota}, {@code cpuRealtimePeriod} and {@code cpuRealtimeRuntime}
 * @param memory bytes; so are {@code memoryReservation} and {@code memorySwap}
 * @param memorySwap memory and swap together; -1 is without limit; the engine fills in twice {@code memory} for 0
 * @param memorySwappiness 0 to 100; empty: the engine's default
 * @param pidsLimit number of processes; 0 and -1 are without limit
 */
public record Resources(
        long nanoCpus,
        long cpuShares,
        long cpuPeriod,
        long cpuQuota,
        long cpuRealtimePeriod,
        long cpuRealtimeRuntime,
        String cpusetCpus,
        long cpuCount,
        long cpuPercent,
        long memory,
        long memoryReservation,
        long memorySwap,
        Optional<Long> memorySwappiness,
        boolean oomKillDisable,
        int oomScoreAdj,
        long pidsLimit,
        Optional<BlkioConfig> blkio,
        SortedMap<String, UlimitSpec> ulimits,
        List<DeviceMapping> devices,
        List<String> deviceCgroupRules,
        List<DeviceRequest> deviceRequests) {

    public Resources {
        ulimits = Immutable.map(ulimits);
        devices = Immutable.list(devices);
        deviceCgroupRules = Immutable.list(deviceCgroupRules);
        deviceRequests = Immutable.list(deviceRequests);
    }
}
