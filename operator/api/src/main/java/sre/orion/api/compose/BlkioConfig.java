package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * BlkioConfig is {@code blkio_config}: limits on block devices.
 *
 * @param weight 10 to 1,000
 */
public record BlkioConfig(
        @Nullable Integer weight,
        @JsonProperty("weight_device") List<WeightDevice> weightDevice,
        @JsonProperty("device_read_bps") List<ThrottleDevice> deviceReadBps,
        @JsonProperty("device_write_bps") List<ThrottleDevice> deviceWriteBps,
        @JsonProperty("device_read_iops") List<ThrottleDevice> deviceReadIops,
        @JsonProperty("device_write_iops") List<ThrottleDevice> deviceWriteIops) {
    public BlkioConfig {
        weightDevice = Immutable.list(weightDevice);
        deviceReadBps = Immutable.list(deviceReadBps);
        deviceWriteBps = Immutable.list(deviceWriteBps);
        deviceReadIops = Immutable.list(deviceReadIops);
        deviceWriteIops = Immutable.list(deviceWriteIops);
    }

    /** WeightDevice is the weight, 10 to 1,000, of one device. */
    public record WeightDevice(String path, int weight) {}

    /** ThrottleDevice is the rate of one device, in bytes or operations a second. */
    public record ThrottleDevice(String path, long rate) {}
}
