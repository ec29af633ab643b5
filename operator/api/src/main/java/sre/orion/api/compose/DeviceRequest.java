package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * DeviceRequest is one entry of {@code gpus} or of the devices that {@code deploy} reserves.
 *
 * @param count -1 means all
 */
public record DeviceRequest(
        @Nullable String driver,
        @Nullable Integer count,
        @JsonProperty("device_ids") List<String> deviceIds,
        List<String> capabilities,
        SortedMap<String, String> options) {
    public DeviceRequest {
        deviceIds = Immutable.list(deviceIds);
        capabilities = Immutable.list(capabilities);
        options = Immutable.map(options);
    }
}
