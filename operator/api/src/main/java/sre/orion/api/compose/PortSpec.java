package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * PortSpec is one entry of {@code ports}.
 *
 * @param target port in the container, 1 to 65,535
 * @param published host port or range {@code 8000-8010}; null: the engine picks one
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostIp address to listen on; null: all
 */
public record PortSpec(
        int target,
        @Nullable String published,
        String protocol,
        @JsonProperty("host_ip") @Nullable String hostIp,
        @Nullable String mode,
        @Nullable String name,
        @JsonProperty("app_protocol") @Nullable String appProtocol) {}
