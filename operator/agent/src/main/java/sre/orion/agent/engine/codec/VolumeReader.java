package sre.orion.agent.engine.codec;

import java.util.SortedMap;
import sre.orion.api.container.Labels;
import sre.orion.api.kind.VolumeSpec;
import sre.orion.api.observation.VolumeState;
import tools.jackson.databind.JsonNode;

/** VolumeReader is a volume as list and inspect tell it, in the words of a spec. */
public final class VolumeReader {
    private VolumeReader() {}

    /** The volume of one row. */
    public static VolumeState state(JsonNode row) {
        SortedMap<String, String> labels = Nodes.map(row, "Labels");
        var definition = new VolumeSpec(
                labels.getOrDefault(Labels.PROJECT, ""),
                labels.getOrDefault(Labels.VOLUME, ""),
                Nodes.text(row, "Name"),
                false,
                Nodes.text(row, "Driver"),
                Nodes.map(row, "Options"),
                NetworkReader.own(labels));
        return new VolumeState(definition, labels);
    }
}
