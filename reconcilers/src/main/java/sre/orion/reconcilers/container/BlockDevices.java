package sre.orion.reconcilers.container;

import java.util.ArrayList;
import java.util.List;
import sre.orion.api.compose.BlkioConfig;
import sre.orion.api.container.Resources;

/** BlockDevices is a container's limits on block devices, as they are compared. */
final class BlockDevices {
    private BlockDevices() {}

    static int weight(Resources resources) {
        return resources
                .blkio()
                .map(blkio -> blkio.weight() == null ? 0 : blkio.weight())
                .orElse(0);
    }

    static List<String> devices(Resources resources) {
        List<String> devices = new ArrayList<>();
        resources.blkio().ifPresent(blkio -> {
            blkio.weightDevice().forEach(device -> devices.add("weight " + device));
            throttle(devices, "read bps", blkio.deviceReadBps());
            throttle(devices, "write bps", blkio.deviceWriteBps());
            throttle(devices, "read iops", blkio.deviceReadIops());
            throttle(devices, "write iops", blkio.deviceWriteIops());
        });
        return devices;
    }

    private static void throttle(List<String> devices, String what, List<BlkioConfig.ThrottleDevice> limits) {
        limits.forEach(limit -> devices.add(what + " " + limit.path() + " " + limit.rate()));
    }
}
