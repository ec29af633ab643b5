package sre.orion.agent.engine.codec;

import java.util.Optional;
import sre.orion.api.observation.ImageState;
import tools.jackson.databind.JsonNode;

/** ImageReader is the answer of {@code GET /images/{reference}/json}: what a container inherits. */
public final class ImageReader {
    private ImageReader() {}

    /** The image. Engines leave out different keys of an empty configuration; all of them mean nothing is set. */
    public static ImageState state(JsonNode inspect) {
        JsonNode config = inspect.path("Config");
        return new ImageState(
                Nodes.text(inspect, "Id"),
                ProcessReader.process(config, Optional.empty()),
                ProcessReader.healthcheck(config),
                Nodes.map(config, "Labels"),
                ProcessReader.keys(config, "ExposedPorts"),
                ProcessReader.keys(config, "Volumes"));
    }
}
