package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HealthcheckSpec is {@code healthcheck}: how the engine probes the container.
 *
 * @param test {@code [CMD, …]}, {@code [CMD-SHELL, text]} or {@code [NONE]}; null keeps the test of the image
 * @param disable true switches the check of the image off
 */
public record HealthcheckSpec(
        @Nullable List<String> test,
        @Nullable Duration interval,
        @Nullable Duration timeout,
        @JsonProperty("start_period") @Nullable Duration startPeriod,
        @JsonProperty("start_interval") @Nullable Duration startInterval,
        @Nullable Integer retries,
        @Nullable Boolean disable) {}
