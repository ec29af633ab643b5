package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sre.orion.api.Immutable;

/**
 * DeploySpec is {@code deploy}: what a single engine honours of it as records, the rest of the swarm as written.
 */
public record DeploySpec(
        @Nullable Resources resources,
        @JsonProperty("restart_policy") @Nullable RestartPolicy restartPolicy,
        @Nullable Integer replicas,
        @Nullable String mode,
        SortedMap<String, String> labels,
        @JsonProperty("endpoint_mode") @Nullable String endpointMode,
        SortedMap<String, Object> placement,
        @JsonProperty("update_config") SortedMap<String, Object> updateConfig,
        @JsonProperty("rollback_config") SortedMap<String, Object> rollbackConfig) {
    public DeploySpec {
        labels = Immutable.map(labels);
        placement = Immutable.map(placement);
        updateConfig = Immutable.map(updateConfig);
        rollbackConfig = Immutable.map(rollbackConfig);
    }

    /** Resources is what the container may use at most and what is set aside for it. */
    public record Resources(
            @Nullable Limits limits, @Nullable Reservations reservations) {}

    /** Limits is the most a container may use: processors, bytes of memory, number of processes. */
    public record Limits(
            @Nullable BigDecimal cpus,
            @Nullable Long memory,
            @Nullable Long pids) {}

    /** Reservations is what is set aside: processors, bytes of memory, devices; generic resources are the swarm's. */
    public record Reservations(
            @Nullable BigDecimal cpus,
            @Nullable Long memory,
            List<DeviceRequest> devices,
            @JsonProperty("generic_resources") List<Object> genericResources) {
        public Reservations {
            devices = Immutable.list(devices);
            genericResources = Immutable.list(genericResources);
        }
    }

    /** RestartPolicy replaces {@code restart} when it is there; {@code delay} and {@code window} are the swarm's. */
    public record RestartPolicy(
            @Nullable String condition,
            @Nullable Duration delay,
            @JsonProperty("max_attempts") @Nullable Integer maxAttempts,
            @Nullable Duration window) {}
}
