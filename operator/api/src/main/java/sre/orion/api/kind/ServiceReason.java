package sre.orion.api.kind;

import sre.orion.api.resource.Reason;

/** ServiceReason is why a condition of a Service holds, or why an event about it was sent. */
public enum ServiceReason implements Reason {
    /** It runs, and has run for {@code rollout.minReady}; it has no health check. */
    RUNNING,
    /** It runs and its health check passes. */
    HEALTHY,
    /** It was started; its health check or {@code rollout.minReady} has not said yes yet. */
    STARTING,
    /** Steps to bring it to its spec are under way. */
    CONVERGING,
    /** Something in {@code depends_on} is not in the state that is asked for. */
    DEPENDENCY_NOT_READY,
    /** The Service whose namespace it shares is not ready. */
    PARENT_NOT_READY,
    /** A network or volume it needs is not there. */
    RESOURCE_NOT_READY,
    /** {@code suspend: true} keeps it stopped. */
    SUSPENDED,
    /** Another kind holds it stopped or paused. */
    HELD,
    /** {@code restart: "no"}: it ran and ended with exit code 0. */
    COMPLETED,
    /** {@code restart: "no"}: it ran and ended with another exit code. */
    EXITED,
    /** Its runs end within 10 s of their start; the next try waits. */
    CRASH_LOOP,
    /** Its calls fail; the next try waits. */
    BACK_OFF,
    /** It was repaired from outside interference 10 times in 10 minutes; Orion waits before it goes on. */
    LOOP_BREAKER,
    /** Its health check says no, and the restarts that {@code heal.attempts} allows did not help. */
    UNHEALTHY,
    /** A changed spec is being brought out. */
    ROLLING_OUT,
    /** The new container did not become ready; the old one is back. */
    ROLLOUT_FAILED,
    /** Its image is neither here nor to be pulled. */
    IMAGE_MISSING,
    /** Its image is being pulled. */
    PULLING,
    /** The tag names another image by now. */
    IMAGE_MOVED,
    /** A container that is not Orion's has the name. */
    NAME_CONFLICT,
    /** The engine refuses the container. */
    CREATE_FAILED,
    /** The engine cannot start the container. */
    START_FAILED,
    /** The spec asks for what this engine or Orion cannot do. */
    UNSUPPORTED,
    /** The same steps were done twice and the difference is still there. */
    NOT_CONVERGING,
    /** The engine does not answer, or not about this container. */
    UNKNOWN,
    /** The container differed from the spec and is being repaired. */
    DRIFT,
    /** The container was stopped, killed, paused or removed by somebody else and is being brought back. */
    REPAIRED,
    /** The container was restarted because it was unhealthy. */
    RESTARTED,
    /** The process was killed for want of memory. */
    OUT_OF_MEMORY,
    /** The content of a file that it mounts has changed. */
    CONFIG_CHANGED,
    /** A command of {@code post_start}, {@code pre_stop} or {@code onConfigChange} ended with another code than 0. */
    HOOK_FAILED,
    /** Its spec gives it power over the host: the engine's socket, {@code privileged}, a namespace or device of the host. */
    RISKY_OPTIONS,
    /** It was taken over from Compose without being touched. */
    ADOPTED
}
