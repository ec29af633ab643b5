package sre.orion.specs.project;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedSet;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;

/**
 * Cleared is what the tags {@code !reset} and {@code !override} of one document take out of everything it is laid over.
 *
 * @param roads such as {@code services.web.ports}
 */
record Cleared(SortedSet<String> roads) {

    /** The tree, a whole file, without what is cleared. */
    YamlNode.Mapping from(YamlNode.Mapping file) {
        return roads.isEmpty() ? file : without(file, new Place(file.place().location(), ""));
    }

    /** The entry {@code name} of a section such as {@code services} without what is cleared in it. */
    YamlNode from(String section, String name, YamlNode entry) {
        Place road = new Place(entry.place().location(), "")
                .key(section, entry.place().location())
                .key(name, entry.place().location());
        return entry instanceof YamlNode.Mapping mapping && !roads.isEmpty() ? without(mapping, road) : entry;
    }

    private YamlNode.Mapping without(YamlNode.Mapping mapping, Place road) {
        SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            Place next = road.key(key, road.location());
            if (roads.contains(next.field())) {
                return;
            }
            YamlNode value = entry.value() instanceof YamlNode.Mapping inner ? without(inner, next) : entry.value();
            entries.put(key, new YamlNode.Entry(entry.key(), value));
        });
        return new YamlNode.Mapping(mapping.place(), entries);
    }
}
