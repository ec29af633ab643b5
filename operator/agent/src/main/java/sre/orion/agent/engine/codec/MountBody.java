package sre.orion.agent.engine.codec;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sre.orion.api.container.Mount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** MountBody is mounts as {@code HostConfig.Binds} or {@code HostConfig.Mounts}; which of them, the mount itself says. */
final class MountBody {
    private static final int SUBPATH = 45;

    private MountBody() {}

    static JsonNode binds(List<Mount> mounts, int apiVersion) {
        return Nodes.orNull(mounts.stream()
                .filter(mount -> !viaMounts(mount, apiVersion))
                .map(MountBody::bind)
                .toList());
    }

    static JsonNode mounts(List<Mount> mounts, int apiVersion) {
        return Nodes.orNull(
                mounts.stream().filter(mount -> viaMounts(mount, apiVersion)).toList(),
                mount -> mount(mount, apiVersion));
    }

    // Before 1.44 the engine drops CreateMountpoint without a word, and only Binds makes the folder. Only Binds have
    // labels for SELinux; Compose loses them beside propagation.
    private static boolean viaMounts(Mount mount, int apiVersion) {
        return switch (mount.type()) {
            case TMPFS, IMAGE -> true;
            case VOLUME -> mount.viaMounts() || mount.source().isEmpty();
            case BIND -> {
                boolean bindsWouldDo =
                        mount.createHostPath() && mount.recursive().isEmpty();
                boolean bindsMust = apiVersion < CreateBody.ENDPOINTS_AND_ANNOTATIONS
                        || !mount.selinux().isEmpty();
                yield mount.viaMounts() && !(bindsWouldDo && bindsMust);
            }
        };
    }

    private static String bind(Mount mount) {
        String options = String.join(
                ",",
                Stream.of(mount.readOnly() ? "ro" : "rw", mount.selinux(), mount.propagation())
                        .filter(option -> !option.isEmpty())
                        .toList());
        return mount.source() + ":" + mount.target() + ":" + options;
    }

    private static ObjectNode mount(Mount mount, int apiVersion) {
        ObjectNode body = Nodes.object().put("Type", mount.type().name().toLowerCase(Locale.ROOT));
        putFilled(body, "Source", mount.source());
        body.put("Target", mount.target());
        if (mount.readOnly()) {
            body.put("ReadOnly", true);
        }
        putFilled(body, "Consistency", mount.consistency());
        switch (mount.type()) {
            case BIND -> body.set("BindOptions", bindOptions(mount, apiVersion));
            case VOLUME -> body.set("VolumeOptions", volumeOptions(mount, apiVersion));
            case TMPFS -> setFilled(body, "TmpfsOptions", tmpfsOptions(mount));
            case IMAGE -> setFilled(body, "ImageOptions", subpath(mount));
        }
        return body;
    }

    private static ObjectNode bindOptions(Mount mount, int apiVersion) {
        ObjectNode options = Nodes.object();
        putFilled(options, "Propagation", mount.propagation());
        if (mount.recursive().equals("disabled")) {
            options.put("NonRecursive", true);
        }
        if (apiVersion >= CreateBody.ENDPOINTS_AND_ANNOTATIONS) {
            if (mount.createHostPath()) {
                options.put("CreateMountpoint", true);
            }
            if (mount.recursive().equals("writable")) {
                options.put("ReadOnlyNonRecursive", true);
            }
            if (mount.recursive().equals("readonly")) {
                options.put("ReadOnlyForceRecursive", true);
            }
        }
        return options;
    }

    private static ObjectNode volumeOptions(Mount mount, int apiVersion) {
        ObjectNode options = apiVersion >= SUBPATH ? subpath(mount) : Nodes.object();
        if (mount.noCopy()) {
            options.put("NoCopy", true);
        }
        setFilled(options, "Labels", Nodes.object(mount.volumeLabels()));
        return options;
    }

    private static ObjectNode tmpfsOptions(Mount mount) {
        ObjectNode options = Nodes.object();
        mount.tmpfsSize().ifPresent(bytes -> options.put("SizeBytes", bytes));
        mount.tmpfsMode().ifPresent(mode -> options.put("Mode", mode));
        return options;
    }

    private static ObjectNode subpath(Mount mount) {
        ObjectNode options = Nodes.object();
        putFilled(options, "Subpath", mount.subpath());
        return options;
    }

    private static void putFilled(ObjectNode body, String field, String value) {
        if (!value.isEmpty()) {
            body.put(field, value);
        }
    }

    private static void setFilled(ObjectNode body, String field, ObjectNode value) {
        if (!value.isEmpty()) {
            body.set(field, value);
        }
    }
}
