package sre.orion.api.observation;

/**
 * Engine is what the engine says about itself.
 *
 * @param apiVersion the negotiated minor version of the API: 41 for 1.41
 * @param loggingDriver the default log driver
 * @param defaultRuntime such as {@code runc}
 * @param cgroupVersion 1 or 2; decides the default cgroup namespace
 * @param architecture as in platforms, such as {@code amd64}
 */
public record Engine(
        int apiVersion,
        String name,
        String version,
        String loggingDriver,
        String defaultRuntime,
        int cgroupVersion,
        String architecture,
        boolean liveRestore,
        Machine machine) {

    /**
     * Machine is the host that the engine runs on.
     *
     * @param processors how many the engine may use
     * @param operatingSystem its name, such as {@code Debian GNU/Linux 13 (trixie)}
     * @param kernel its version
     */
    public record Machine(int processors, long memoryBytes, String operatingSystem, String kernel) {
        /** Nothing is known of it. */
        public static final Machine UNKNOWN = new Machine(0, 0, "", "");
    }

    /** Whether create takes more than one network (API 1.44). */
    public boolean manyEndpointsAtCreate() {
        return apiVersion >= 44;
    }

    /** Whether a health check may have a start interval, a bind its mount point, a container its annotations (API 1.44). */
    public boolean annotations() {
        return apiVersion >= 44;
    }

    /** Whether endpoints have a gateway priority and mounts may be images (API 1.48). */
    public boolean gatewayPriority() {
        return apiVersion >= 48;
    }
}
