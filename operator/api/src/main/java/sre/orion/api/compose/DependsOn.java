package sre.orion.api.compose;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * DependsOn is one entry of {@code depends_on}: what must be true of another service first.
 *
 * @param restart restart this service when the other one was restarted by Orion
 * @param required false: a service that is not there is no error
 */
public record DependsOn(Condition condition, boolean restart, boolean required) {
    /** Condition is the state of the other service that is waited for. */
    public enum Condition {
        @JsonProperty("service_started")
        SERVICE_STARTED,
        @JsonProperty("service_healthy")
        SERVICE_HEALTHY,
        @JsonProperty("service_completed_successfully")
        SERVICE_COMPLETED_SUCCESSFULLY
    }
}
