package sre.orion.reconcilers.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sre.orion.api.container.Container;
import sre.orion.api.container.Endpoint;
import sre.orion.api.container.Mount;
import sre.orion.api.kind.ServiceSpec;

/** Shared is what an old and a new container of a Service could not both have at once. */
final class Shared {
    private Shared() {}

    /**
     * What they would share, comma separated; empty when nothing keeps them from running side by side.
     *
     * @param next the new container as it is asked for, with the anonymous volumes it takes over from the old one
     */
    static Optional<String> byBoth(Container next, ServiceSpec spec) {
        List<String> shared = new ArrayList<>();
        if (spec.container().containerName() != null) {
            shared.add("container_name");
        }
        if (next.networking().ports().stream().anyMatch(port -> !port.hostPort().isEmpty())
                || next.networking().mode().equals("host")) {
            shared.add("a port of the host");
        }
        if (next.networking().parent().isPresent()) {
            shared.add("the ports of another container's network");
        }
        if (next.networking().endpoints().values().stream().anyMatch(Shared::isFixed)) {
            shared.add("an address");
        }
        boolean ofOthers = next.storage().volumesFrom().stream().anyMatch(from -> !from.endsWith(":ro"));
        if (ofOthers || next.storage().mounts().stream().anyMatch(Shared::isWritable)) {
            shared.add("a writable mount");
        }
        return shared.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", shared));
    }

    private static boolean isFixed(Endpoint endpoint) {
        return !endpoint.ipv4Address().isEmpty()
                || !endpoint.ipv6Address().isEmpty()
                || !endpoint.macAddress().isEmpty()
                || !endpoint.linkLocalAddresses().isEmpty();
    }

    private static boolean isWritable(Mount mount) {
        return !mount.readOnly() && (mount.type() == Mount.Type.BIND || mount.type() == Mount.Type.VOLUME);
    }
}
