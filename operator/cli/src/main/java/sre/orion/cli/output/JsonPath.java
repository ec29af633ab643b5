package sre.orion.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * JsonPath is one path into JSON as {@code kubectl} writes it: {@code .status.conditions[?(@.type=="Ready")].reason}.
 *
 * @param steps each takes nodes to nodes
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath Support</a>
 */
record JsonPath(List<Step> steps) {
    JsonPath {
        steps = List.copyOf(steps);
    }

    /** What a path finds, in order; nothing where a field is missing. */
    List<JsonNode> find(JsonNode root) {
        Stream<JsonNode> found = Stream.of(root);
        for (Step step : steps) {
            found = found.flatMap(step::from);
        }
        return found.toList();
    }

    /** Step goes from one node to those it names. */
    sealed interface Step {
        Stream<JsonNode> from(JsonNode node);
    }

    /** A field of an object. */
    record Field(String name) implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            JsonNode found = node.get(name);
            return found == null ? Stream.of() : Stream.of(found);
        }
    }

    /** Every element or field. */
    record Every() implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            return node.valueStream();
        }
    }

    /** The node and all that is in it, at any depth. */
    record Descend() implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            return Stream.concat(Stream.of(node), node.valueStream().flatMap(this::from));
        }
    }

    /** Elements from one index up to another, in strides; negative ones count from the end. */
    record Slice(int start, int end, int stride) implements Step {
        static final int OPEN = Integer.MAX_VALUE;

        @Override
        public Stream<JsonNode> from(JsonNode node) {
            var found = new ArrayList<JsonNode>();
            int size = node.size();
            int last = Math.min(end == OPEN ? size : at(end, size), size);
            for (int index = Math.max(0, at(start, size)); node.isArray() && index < last; index += stride) {
                found.add(node.get(index));
            }
            return found.stream();
        }

        private static int at(int index, int size) {
            return index < 0 ? index + size : index;
        }
    }

    /** All that any of several steps names. */
    record AnyOf(List<Step> steps) implements Step {
        AnyOf {
            steps = List.copyOf(steps);
        }

        @Override
        public Stream<JsonNode> from(JsonNode node) {
            return steps.stream().flatMap(step -> step.from(node));
        }
    }

    /** Elements of which a comparison is true; with an empty operator, in which the left side exists. */
    record Where(JsonPath left, String operator, Operand right) implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            return node.isArray() ? node.valueStream().filter(this::matches) : Stream.of();
        }

        private boolean matches(JsonNode element) {
            List<JsonNode> found = left.find(element);
            if (operator.isEmpty() || found.isEmpty()) {
                return !found.isEmpty();
            }
            String value = right.of(element);
            return found.stream().anyMatch(each -> compare(text(each), value));
        }

        private boolean compare(String value, String other) {
            int order;
            try {
                order = Double.compare(Double.parseDouble(value), Double.parseDouble(other));
            } catch (NumberFormatException words) {
                order = value.compareTo(other);
            }
            return switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }

    /** Operand is the right side of a comparison: a word, or what a path finds. */
    sealed interface Operand {
        String of(JsonNode element);

        /** A word or number as written. */
        record Literal(String text) implements Operand {
            @Override
            public String of(JsonNode element) {
                return text;
            }
        }

        /** What stands in the element itself. */
        record Path(JsonPath path) implements Operand {
            @Override
            public String of(JsonNode element) {
                return path.find(element).stream()
                        .map(JsonPath::text)
                        .findFirst()
                        .orElse("");
            }
        }
    }

    /** A node as templates print it: text bare, everything else as JSON. */
    static String text(JsonNode node) {
        return node.isValueNode() ? node.asString("") : node.toString();
    }
}
