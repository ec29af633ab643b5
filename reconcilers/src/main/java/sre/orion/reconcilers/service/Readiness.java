package sre.orion.reconcilers.service;

import static sre.orion.api.observation.ContainerState.Status.RUNNING;

import java.time.Duration;
import java.time.Instant;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.observation.ContainerState;

/**
 * Readiness is whether a container does its work, as far as anybody can tell: its health check says so, or, without one,
 * it has run for {@code rollout.minReady}.
 */
enum Readiness {
    /** It does its work. */
    READY,
    /** It runs and has not said yes yet. */
    STARTING,
    /** It runs, and its health check says no. */
    UNHEALTHY,
    /** It does not run. */
    DOWN;

    static Readiness of(ContainerState container, ServiceSpec spec, Instant now) {
        if (container.status() != RUNNING) {
            return DOWN;
        }
        return switch (container.health()) {
            case HEALTHY -> READY;
            case STARTING -> STARTING;
            case UNHEALTHY -> UNHEALTHY;
            case NONE -> untilReady(container, spec, now).isPositive() ? STARTING : READY;
        };
    }

    /** How much longer a container without a health check must run to count as ready; zero or less when it does. */
    static Duration untilReady(ContainerState container, ServiceSpec spec, Instant now) {
        Instant started = container.startedAt().orElse(now);
        return Duration.between(now, started.plus(spec.rollout().minReady()));
    }
}
