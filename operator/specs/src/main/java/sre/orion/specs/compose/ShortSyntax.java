package sre.orion.specs.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.Scalars;
import sre.orion.specs.form.SchemaDefinitions;
import sre.orion.specs.yaml.Place;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ShortSyntax is Compose's smaller short forms, each made into its long form. */
final class ShortSyntax {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ShortSyntax() {}

    /** {@code HOST[:CONTAINER[:PERMISSIONS]]} of {@code devices}; a CDI name stands for itself. */
    static @Nullable YamlNode device(YamlNode.Scalar text, Reading reading) {
        String[] parts = text.text().split(":", -1);
        if (parts.length > 3) {
            reading.refuse(text, "HOST[:CONTAINER[:PERMISSIONS]], such as /dev/ttyUSB0:/dev/zigbee:rw");
            return null;
        }
        var device = Forms.entries();
        device.put("source", Forms.text(text.place(), parts[0]));
        device.put("target", Forms.text(text.place(), parts.length > 1 ? parts[1] : parts[0]));
        device.put("permissions", Forms.text(text.place(), parts.length > 2 ? parts[2] : "rwm"));
        return Forms.mapping(text.place(), device);
    }

    /** A list of the text alone. */
    static YamlNode listOfOne(YamlNode.Scalar text, Reading reading) {
        return new YamlNode.Sequence(text.place(), List.of(text));
    }

    /** A mapping of one key, {@code key}, to the text. */
    static Forms.ShortSyntax keyed(String key) {
        return (text, reading) -> {
            var entries = Forms.entries();
            entries.put(key, text);
            return Forms.mapping(text.place(), entries);
        };
    }

    /** A list of keys, or a mapping of keys to {@code value}; what a key of a list has is {@code each}. */
    static Form keys(Form value, java.util.function.Function<Place, YamlNode> each) {
        return new Keys(Forms.map(value), each);
    }

    /** {@code all} of {@code gpus}: as many as there are. */
    static @Nullable YamlNode allGpus(YamlNode.Scalar text, Reading reading) {
        if (!text.text().equals("all")) {
            reading.refuse(text, "all, or a list of devices");
            return null;
        }
        var device = Forms.entries();
        device.put("count", new YamlNode.Scalar(text.place(), ScalarType.WHOLE, "-1"));
        return new YamlNode.Sequence(text.place(), List.of(Forms.mapping(text.place(), device)));
    }

    /** A health check written as text: run by the shell of the container. */
    static YamlNode shellTest(YamlNode.Scalar text, Reading reading) {
        return new YamlNode.Sequence(text.place(), List.of(Forms.text(text.place(), "CMD-SHELL"), text));
    }

    /** A path; it becomes absolute. */
    static final Form PATH = new Form() {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            JsonNode path = Scalars.TEXT.read(node, reading);
            return path == null || path.asString().isEmpty()
                    ? path
                    : JSON.stringNode(reading.absolute(path.asString()));
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return Scalars.TEXT.schema(definitions);
        }
    };

    private static @Nullable JsonNode both(@Nullable JsonNode limits, YamlNode node, Reading reading) {
        boolean written = node instanceof YamlNode.Mapping mapping && mapping.get("hard") != null;
        if (limits == null || written) {
            return limits;
        }
        reading.problems().error(node.place(), "lacks hard; add it, or write the number alone for both");
        return null;
    }

    /** A single number for both limits of {@code ulimits}, or {@code soft} and {@code hard}. */
    static Form ulimit(Form longForm) {
        Form number = Scalars.whole(-1, Long.MAX_VALUE);
        return new Form() {
            @Override
            public @Nullable JsonNode read(YamlNode node, Reading reading) {
                if (!(node instanceof YamlNode.Scalar)) {
                    return both(longForm.read(node, reading), node, reading);
                }
                JsonNode both = number.read(node, reading);
                return both == null ? null : JSON.objectNode().set("soft", both);
            }

            @Override
            public ObjectNode schema(SchemaDefinitions definitions) {
                return SchemaDefinitions.anyOf(number.schema(definitions), longForm.schema(definitions));
            }
        };
    }

    /** A number of devices, or {@code all}. */
    static final Form COUNT = new Form() {
        private final Form number = Scalars.whole(-1, Integer.MAX_VALUE);

        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            boolean all =
                    node instanceof YamlNode.Scalar scalar && scalar.text().equals("all");
            return all ? JSON.numberNode(-1) : number.read(node, reading);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return number.schema(definitions);
        }
    };

    /** {@code extra_hosts}: a list of {@code host=address} or {@code host:address}, or a mapping to one or several. */
    static final Form EXTRA_HOSTS = new Form() {
        private static final Form ONCE = Forms.distinct(Forms.ANYTHING);

        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            var hosts = new ArrayList<String>();
            switch (node) {
                case YamlNode.Sequence list -> {
                    ONCE.read(list, reading);
                    list.items().forEach(item -> host(item, hosts, reading));
                }
                case YamlNode.Mapping map ->
                    map.entries().forEach((name, entry) -> {
                        if (entry.value() instanceof YamlNode.Sequence several) {
                            several.items().forEach(address -> address(name, address, hosts, reading));
                        } else {
                            address(name, entry.value(), hosts, reading);
                        }
                    });
                case YamlNode.Scalar scalar -> {
                    return reading.refuse(scalar, "a list of host=address, or a mapping");
                }
            }
            hosts.sort(Comparator.comparing(host -> host.substring(0, host.indexOf('='))));
            hosts.sort(Comparator.comparing(host -> host.substring(0, host.indexOf('='))));
            ArrayNode list = JSON.arrayNode();
            hosts.forEach(list::add);
            return list;
        }

        private void host(YamlNode item, List<String> hosts, Reading reading) {
            String text = item instanceof YamlNode.Scalar scalar ? scalar.text() : "";
            int split = text.indexOf('=') > 0 ? text.indexOf('=') : text.indexOf(':');
            if (split <= 0) {
                reading.refuse(item, "host=address, such as printer=192.168.1.9");
                return;
            }
            hosts.add(text.substring(0, split) + "=" + bare(text.substring(split + 1)));
        }

        private void address(String name, YamlNode address, List<String> hosts, Reading reading) {
            if (!(address instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
                reading.refuse(address, "an IP address, or host-gateway");
                return;
            }
            hosts.add(name + "=" + bare(scalar.text()));
        }

        private static String bare(String address) {
            return address.startsWith("[") && address.endsWith("]")
                    ? address.substring(1, address.length() - 1)
                    : address;
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return SchemaDefinitions.anyOf(
                    SchemaDefinitions.listOf(SchemaDefinitions.type("string")),
                    SchemaDefinitions.mapOf(SchemaDefinitions.anyOf(
                            SchemaDefinitions.type("string"),
                            SchemaDefinitions.listOf(SchemaDefinitions.type("string")))));
        }
    };

    private record Keys(Form map, java.util.function.Function<Place, YamlNode> each) implements Form {
        @Override
        public @Nullable JsonNode read(YamlNode node, Reading reading) {
            if (!(node instanceof YamlNode.Sequence list)) {
                return node instanceof YamlNode.Mapping
                        ? map.read(node, reading)
                        : reading.refuse(node, "a list of names, or a mapping");
            }
            var entries = new java.util.LinkedHashMap<String, YamlNode.Entry>();
            for (YamlNode item : list.items()) {
                if (!(item instanceof YamlNode.Scalar scalar) || scalar.type() != ScalarType.TEXT) {
                    reading.refuse(item, "a name");
                } else if (entries.containsKey(scalar.text())) {
                    reading.problems().error(item.place(), "names " + scalar.text() + " a second time; keep one");
                } else {
                    entries.put(scalar.text(), new YamlNode.Entry(item.place(), each.apply(item.place())));
                }
            }
            return map.read(new YamlNode.Mapping(node.place(), entries), reading);
        }

        @Override
        public ObjectNode schema(SchemaDefinitions definitions) {
            return SchemaDefinitions.anyOf(
                    SchemaDefinitions.listOf(SchemaDefinitions.type("string")), map.schema(definitions));
        }
    }
}
