package sre.orion.agent.engine.codec;

import sre.orion.api.container.Container;
import sre.orion.api.container.Isolation;
import sre.orion.api.container.Networking;
import sre.orion.api.container.Port;
import sre.orion.api.container.Storage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** HostConfigBody is the part of a create request that says how a container meets its host. */
final class HostConfigBody {
    private HostConfigBody() {}

    static ObjectNode of(Container container, int apiVersion) {
        ObjectNode body = Nodes.object();
        storage(container.storage(), body, apiVersion);
        networking(container.networking(), body);
        isolation(container.isolation(), body);
        ResourcesBody.into(container.resources(), body);
        body.set("RestartPolicy", restart(container.restart()));
        body.set("LogConfig", logging(container.logging()));
        container.process().init().ifPresent(init -> body.put("Init", init));
        if (apiVersion >= CreateBody.ENDPOINTS_AND_ANNOTATIONS
                && !container.annotations().isEmpty()) {
            body.set("Annotations", Nodes.object(container.annotations()));
        }
        body.put("ContainerIDFile", "").put("AutoRemove", false).put("VolumeDriver", "");
        body.putArray("ConsoleSize").add(0).add(0);
        return body;
    }

    private static ObjectNode restart(Container.RestartPolicy policy) {
        return Nodes.object()
                .put("Name", policy.equals(Container.RestartPolicy.NONE) ? "" : policy.name())
                .put("MaximumRetryCount", policy.maximumRetryCount());
    }

    private static ObjectNode logging(Container.Logging logging) {
        ObjectNode body = Nodes.object().put("Type", logging.driver().orElse(""));
        body.set("Config", Nodes.orNull(logging.options()));
        return body;
    }

    private static void storage(Storage storage, ObjectNode body, int apiVersion) {
        body.set("Binds", MountBody.binds(storage.mounts(), apiVersion));
        JsonNode mounts = MountBody.mounts(storage.mounts(), apiVersion);
        if (!mounts.isNull()) {
            body.set("Mounts", mounts);
        }
        if (!storage.tmpfs().isEmpty()) {
            body.set("Tmpfs", Nodes.object(storage.tmpfs()));
        }
        if (!storage.options().isEmpty()) {
            body.set("StorageOpt", Nodes.object(storage.options()));
        }
        body.set("VolumesFrom", Nodes.orNull(storage.volumesFrom()));
        body.put("ReadonlyRootfs", storage.readOnlyRootFilesystem());
        body.put("ShmSize", storage.shmSize().orElse(0L));
    }

    private static void networking(Networking networking, ObjectNode body) {
        body.put("NetworkMode", networking.mode());
        body.put("PublishAllPorts", false);
        body.set("PortBindings", ports(networking));
        body.set("Dns", Nodes.orNull(networking.dns()));
        body.set("DnsOptions", Nodes.orNull(networking.dnsOptions()));
        body.set("DnsSearch", Nodes.orNull(networking.dnsSearch()));
        body.set("ExtraHosts", Nodes.array(networking.extraHosts()));
        body.set("Links", Nodes.orNull(networking.links()));
    }

    private static ObjectNode ports(Networking networking) {
        ObjectNode body = Nodes.object();
        for (Port port : networking.ports()) {
            String target = port.target() + "/" + port.protocol();
            ArrayNode bindings = body.path(target) instanceof ArrayNode known ? known : body.putArray(target);
            bindings.addObject().put("HostIp", port.hostAddress()).put("HostPort", port.hostPort());
        }
        return body;
    }

    private static void isolation(Isolation isolation, ObjectNode body) {
        body.put("Privileged", isolation.privileged())
                .put("CgroupnsMode", isolation.cgroupMode().orElse(""))
                .put("Cgroup", "")
                .put("CgroupParent", isolation.cgroupParent())
                .put("IpcMode", isolation.ipcMode().orElse(""))
                .put("PidMode", isolation.pidMode())
                .put("UTSMode", isolation.utsMode())
                .put("UsernsMode", isolation.usernsMode())
                .put("Isolation", isolation.technology());
        body.set("CapAdd", Nodes.orNull(isolation.capabilitiesAdded()));
        body.set("CapDrop", Nodes.orNull(isolation.capabilitiesDropped()));
        body.set("GroupAdd", Nodes.orNull(isolation.supplementaryGroups()));
        body.set("SecurityOpt", Nodes.orNull(isolation.securityOptions()));
        isolation.runtime().ifPresent(runtime -> body.put("Runtime", runtime));
        if (!isolation.sysctls().isEmpty()) {
            body.set("Sysctls", Nodes.object(isolation.sysctls()));
        }
        for (String paths : new String[] {"MaskedPaths", "ReadonlyPaths"}) {
            if (isolation.unmasked()) {
                body.putArray(paths);
            } else {
                body.putNull(paths);
            }
        }
    }
}
