package sre.orion.agent.engine.codec;

import java.util.Map;
import sre.orion.api.kind.VolumeSpec;
import tools.jackson.databind.node.ObjectNode;

/** VolumeBody is a volume as the body of {@code POST /volumes/create}. */
public final class VolumeBody {
    private VolumeBody() {}

    /** The body of the request. */
    public static ObjectNode of(VolumeSpec volume, Map<String, String> labels) {
        ObjectNode body = Nodes.object().put("Name", volume.name());
        if (volume.driver() != null) {
            body.put("Driver", volume.driver());
        }
        if (!volume.driverOpts().isEmpty()) {
            body.set("DriverOpts", Nodes.object(volume.driverOpts()));
        }
        body.set("Labels", Nodes.object(labels));
        return body;
    }
}
