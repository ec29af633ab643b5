package sre.orion.specs;

import sre.orion.api.resource.Resource;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.YamlNode;

/** Draft is a resource together with the document it came from, so that what is wrong with it has a place. */
record Draft(Resource<?> resource, YamlNode.Mapping document) {

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

    private static @org.jspecify.annotations.Nullable YamlNode child(YamlNode node, String key) {
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
