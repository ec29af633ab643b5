package sre.orion.specs;

import org.jspecify.annotations.Nullable;
import sre.orion.api.resource.Resource;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;

/**
 * Draft is a resource together with the document it came from, so that what is wrong with it has a place.
 *
 * @param whole whether nothing was wrong in the document; else the wrong parts are left out of the resource
 */
record Draft(Resource<?> resource, YamlNode.Mapping document, boolean whole) {

    /** The place of the deepest value on the road {@code keys}; list items are numbered. */
    Place place(String... keys) {
        YamlNode node = document;
        Place place = node.place();
        for (String key : keys) {
            YamlNode next = child(node, key);
            if (next == null) {
                return place;
            }
            place = next.place();
            node = next;
        }
        return place;
    }

    /** Whether anything is written at the end of the road {@code keys}. */
    boolean has(String... keys) {
        @Nullable YamlNode node = document;
        for (String key : keys) {
            node = child(node, key);
            if (node == null) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable YamlNode child(YamlNode node, String key) {
        return switch (node) {
            case YamlNode.Mapping mapping -> mapping.get(key);
            case YamlNode.Sequence list -> {
                for (YamlNode item : list.items()) {
                    if (item instanceof YamlNode.Scalar scalar && scalar.text().equals(key)) {
                        yield item;
                    }
                }
                boolean index = key.matches("[0-9]{1,4}")
                        && Integer.parseInt(key) < list.items().size();
                yield index ? list.items().get(Integer.parseInt(key)) : null;
            }
            case YamlNode.Scalar scalar -> null;
        };
    }
}
