package sre.orion.agent.endtoend;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * ServiceText is the spec of a Service as it stands in a file. Fields are given as {@code key: value} in YAML's flow style; one that is given
 * again replaces the earlier one. To begin with it is a busybox that sleeps, ends at once when stopped, is ready after a
 * second, and waits as long after a run that was short.
 */
public record ServiceText(String name, Map<String, String> spec, Map<String, String> container) {
    public static ServiceText named(String name) {
        return new ServiceText(name, Map.of("rollout", "{minReady: 1s}", "heal", "{backoff: 1s}"), Map.of())
                .with("image: orion-fixture/busybox:1", "command: [sleep, '86400']", "stop_signal: SIGKILL");
    }

    /** The same with other fields of {@code spec.container}. */
    public ServiceText with(String... fields) {
        return new ServiceText(name, spec, merged(container, fields));
    }

    /** The same with other fields of {@code spec}, beside the container. */
    public ServiceText having(String... fields) {
        return new ServiceText(name, merged(spec, fields), container);
    }

    /** The same without a field of {@code spec.container}. */
    public ServiceText without(String field) {
        var fewer = new TreeMap<>(container);
        fewer.remove(field);
        return new ServiceText(name, spec, fewer);
    }

    public String yaml() {
        return """
                apiVersion: orion.sre/v1
                kind: Service
                metadata: {name: %s}
                spec:
                %s  container:
                %s""".formatted(name, lines(spec, "  "), lines(container, "    "));
    }

    private static String lines(Map<String, String> fields, String indent) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> indent + field.getKey() + ": " + field.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static Map<String, String> merged(Map<String, String> fields, String... more) {
        var merged = new TreeMap<>(fields);
        for (String field : more) {
            int colon = field.indexOf(": ");
            merged.put(field.substring(0, colon), field.substring(colon + 2));
        }
        return merged;
    }
}
