package sre.orion.cli;

import java.util.Optional;
import sre.orion.cli.output.Template;
import tools.jackson.databind.JsonNode;

/** Expectation is what {@code orionctl wait} waits for, in kubectl's words. */
sealed interface Expectation {
    /** Whether it has come true; {@code type} is {@code DELETED} when the resource is gone. */
    boolean met(String type, JsonNode item);

    /** A condition has a status. */
    record Condition(String name, String status) implements Expectation {
        @Override
        public boolean met(String type, JsonNode item) {
            return !type.equals("DELETED")
                    && Conditions.field(item, name, "status").equalsIgnoreCase(status)
                    && isCurrent(item);
        }

        /** A condition of an earlier generation says nothing about this one. */
        private static boolean isCurrent(JsonNode item) {
            long generation = item.at("/metadata/generation").asLong(0);
            return item.at("/status/observedGeneration").asLong(generation) >= generation;
        }
    }

    /** The resource is gone. */
    record Deletion() implements Expectation {
        @Override
        public boolean met(String type, JsonNode item) {
            return type.equals("DELETED");
        }
    }

    /** A path finds a value, or, when none is said, anything. */
    record Value(Template path, Optional<String> value) implements Expectation {
        @Override
        public boolean met(String type, JsonNode item) {
            String found = path.fill(item);
            return !type.equals("DELETED") && (value.isPresent() ? found.equals(value.get()) : !found.isEmpty());
        }
    }

    /** Reads {@code condition=Ready}, {@code condition=Ready=False}, {@code delete}, {@code jsonpath={.status.health}=healthy}. */
    static Expectation parse(String text) {
        if (text.equals("delete")) {
            return new Deletion();
        }
        if (text.startsWith("condition=")) {
            String[] parts = text.substring("condition=".length()).split("=", 2);
            return new Condition(parts[0], parts.length > 1 ? parts[1] : "True");
        }
        if (text.startsWith("jsonpath=")) {
            String path = text.substring("jsonpath=".length());
            int end = path.lastIndexOf("}=");
            return end < 0
                    ? new Value(Template.parse(path), Optional.empty())
                    : new Value(Template.parse(path.substring(0, end + 1)), Optional.of(path.substring(end + 2)));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is none of condition=NAME[=STATUS], delete, jsonpath={PATH}[=VALUE]");
    }
}
