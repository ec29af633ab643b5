package sre.orion.specs.yaml;

import sre.orion.api.resource.SourceLocation;

/**
 * Place is where a value stands: its location in a file and the road to it from the top of the document, such as
 * {@code spec.container.ports[0]}; the road of the document itself is empty.
 */
public record Place(SourceLocation location, String field) {
    /** The place of the value of {@code key} in the mapping that stands here. */
    public Place key(String key, SourceLocation at) {
        String name = key.isEmpty() || key.chars().anyMatch(c -> c == '.' || c == '[') ? "[" + key + "]" : key;
        return new Place(at, field.isEmpty() || name.startsWith("[") ? field + name : field + "." + name);
    }

    /** The place of the item number {@code index}, from 0, of the list that stands here. */
    public Place item(int index, SourceLocation at) {
        return new Place(at, field + "[" + index + "]");
    }
}
