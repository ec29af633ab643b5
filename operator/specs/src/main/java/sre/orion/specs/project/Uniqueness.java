package sre.orion.specs.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.yaml.YamlNode;

/**
 * Uniqueness keeps of the items of a list that mean the same thing the last one, in the position of the first
 * (compose-go {@code override/uncity.go}). Ports are compared later, once ranges are unfolded.
 */
final class Uniqueness {
    private static final Patterns<Function<YamlNode, @Nullable String>> KEYS = Patterns.of(keys());

    private Uniqueness() {}

    private static Map<String, Function<YamlNode, @Nullable String>> keys() {
        Map<String, Function<YamlNode, @Nullable String>> keys = new TreeMap<>();
        for (String road : List.of(
                "networks.*.labels",
                "networks.*.ipam.options",
                "services.*.annotations",
                "services.*.build.args",
                "services.*.build.additional_contexts",
                "services.*.build.tags",
                "services.*.build.labels",
                "services.*.cap_add",
                "services.*.cap_drop",
                "services.*.deploy.labels",
                "services.*.dns",
                "services.*.dns_opt",
                "services.*.dns_search",
                "services.*.environment",
                "services.*.labels",
                "services.*.links",
                "services.*.networks.*.aliases",
                "services.*.networks.*.link_local_ips",
                "services.*.profiles",
                "services.*.sysctls",
                "services.*.tmpfs")) {
            keys.put(road, Merging::keyOf);
        }
        keys.put("services.*.expose", Trees::text);
        keys.put("services.*.env_file", item -> Trees.text(item, "path"));
        keys.put("services.*.volumes", item -> Trees.text(item, "target"));
        keys.put("services.*.devices", Uniqueness::device);
        keys.put("services.*.configs", item -> file("", item));
        keys.put("services.*.secrets", item -> file("/run/secrets", item));
        return keys;
    }

    static YamlNode.Mapping enforce(YamlNode.Mapping file) {
        return (YamlNode.Mapping) enforce(file, KEYS);
    }

    private static YamlNode enforce(YamlNode node, Patterns<Function<YamlNode, @Nullable String>> keys) {
        Function<YamlNode, @Nullable String> key = keys.value();
        if (key != null && node instanceof YamlNode.Sequence list) {
            return unique(list, key);
        }
        return keys.isEmpty() ? node : Trees.children(node, (name, child) -> enforce(child, keys.at(name)));
    }

    private static YamlNode unique(YamlNode.Sequence list, Function<YamlNode, @Nullable String> key) {
        List<YamlNode> items = new ArrayList<>();
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (YamlNode item : list.items()) {
            String name = key.apply(item);
            Integer earlier = name == null ? null : positions.putIfAbsent(name, items.size());
            if (earlier == null) {
                items.add(item);
            } else {
                items.set(earlier, item);
            }
        }
        return new YamlNode.Sequence(list.place(), items);
    }

    private static @Nullable String device(YamlNode item) {
        String text = Trees.text(item);
        if (text == null) {
            return Trees.text(item, "target");
        }
        String[] parts = text.split(":", -1);
        return parts.length == 1 ? parts[0] : parts[1];
    }

    private static String file(String folder, YamlNode item) {
        String target = Trees.text(item, "target");
        String source = Trees.isText(item) ? Trees.text(item) : Trees.text(item, "source");
        return target == null ? folder + "/" + source : target;
    }
}
