package sre.orion.specs.yaml;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** YamlNode is a value of a YAML document, anchors and merges expanded, that knows where it was written. */
public sealed interface YamlNode {
    /** Where the value was written. */
    Place place();

    /** What the value is, for messages: {@code a list}, {@code the number 8}. */
    String describe();

    /** Mapping is keys and values in the order they were written. */
    record Mapping(Place place, SequencedMap<String, Entry> entries) implements YamlNode {
        /** The value of {@code key}, if it is there. */
        public @Nullable YamlNode get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /**
     * Entry is a key of a mapping with its value.
     *
     * @param key where the key was written
     */
    record Entry(Place key, YamlNode value) {}

    /** Sequence is a list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * Scalar is a single value.
     *
     * @param text the value as Compose writes it back after it was typed: {@code 022} becomes {@code 18}
     */
    record Scalar(Place place, ScalarType type, String text) implements YamlNode {
        /** Whether nothing was written, or {@code null} or {@code ~}. */
        public boolean isNull() {
            return type == ScalarType.NULL;
        }

        @Override
        public String describe() {
            String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            return switch (type) {
                case NULL -> "nothing";
                case TEXT -> "the text \"" + shown.replace("\n", "\\n") + "\"";
                case WHOLE, DECIMAL -> "the number " + shown;
                case FLAG -> shown;
                case TIME -> "the date " + shown;
            };
        }
    }
}
