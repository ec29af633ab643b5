package sre.orion.api.compose;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** RiskyOptions is what of a service gives its container power over the host. Such a service runs; people are told. */
public final class RiskyOptions {
    /** The socket, and the folders that hold it. */
    private static final Pattern SOCKET = Pattern.compile("(/var)?/run(/docker\\.sock)?/?|/var/?|/|.*/docker\\.sock");

    private RiskyOptions() {}

    /** What each risky key means, by the key. */
    public static SortedMap<String, String> of(ContainerSpec spec) {
        SortedMap<String, String> risks = new TreeMap<>();
        if (Boolean.TRUE.equals(spec.privileged())) {
            risks.put("privileged", "gives the container everything the host has");
        }
        host(risks, "network_mode", spec.networkMode(), "lets the container listen and connect as the host does");
        host(risks, "pid", spec.pid(), "lets the container see and signal the host's processes");
        host(risks, "ipc", spec.ipc(), "lets the container into the memory that the host's processes share");
        host(risks, "uts", spec.uts(), "lets the container rename the host");
        host(risks, "userns_mode", spec.usernsMode(), "makes root in the container root on the host");
        host(risks, "cgroup", spec.cgroup(), "lets the container see the host's control groups");
        if (!spec.devices().isEmpty() || !spec.deviceCgroupRules().isEmpty()) {
            risks.put("devices", "gives the container devices of the host");
        }
        boolean socket = spec.volumes().stream()
                .filter(mount -> mount.type().equals("bind"))
                .flatMap(mount -> Stream.ofNullable(mount.source()))
                .anyMatch(source -> SOCKET.matcher(source).matches());
        if (socket || Boolean.TRUE.equals(spec.useApiSocket())) {
            risks.put("volumes", "the engine's socket, or a folder that holds it, is as good as root on the host");
        }
        return risks;
    }

    private static void host(SortedMap<String, String> risks, String key, @Nullable String mode, String risk) {
        if ("host".equals(mode)) {
            risks.put(key, risk);
        }
    }
}
