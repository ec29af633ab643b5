package sre.orion.specs.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sre.orion.specs.yaml.Problems;
import sre.orion.specs.yaml.YamlNode;

/**
 * Merging lays one Compose tree over another: mappings key by key, lists one after the other, single values replaced,
 * and what differs from that key by key (compose-go {@code override/merge.go}).
 */
final class Merging {
    private static final Patterns<Rule> RULES = Patterns.of(rules());

    private final Problems problems;

    Merging(Problems problems) {
        this.problems = problems;
    }

    /** Rule merges two values otherwise than the shape of them says. */
    @FunctionalInterface
    private interface Rule {
        YamlNode merge(Merging merging, YamlNode base, YamlNode over, Patterns<Rule> rules);
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new TreeMap<>();
        for (String list : List.of(
                "networks.*.labels",
                "volumes.*.labels",
                "services.*.annotations",
                "services.*.build.args",
                "services.*.build.additional_contexts",
                "services.*.build.labels",
                "services.*.deploy.labels",
                "services.*.dns",
                "services.*.dns_opt",
                "services.*.dns_search",
                "services.*.env_file",
                "services.*.label_file",
                "services.*.environment",
                "services.*.labels",
                "services.*.sysctls",
                "services.*.tmpfs")) {
            rules.put(list, (merging, base, over, below) -> append(list(base), list(over)));
        }
        for (String replaced : List.of(
                "services.*.command", "services.*.entrypoint", "services.*.healthcheck.test", "services.*.ulimits.*")) {
            rules.put(replaced, (merging, base, over, below) -> over);
        }
        rules.put("services.*.build", keyed(text -> Trees.keyed("context", text)));
        rules.put("services.*.depends_on", keyed(list -> names(list, Canonical::started)));
        rules.put("services.*.networks", keyed(list -> names(list, Canonical::nothing)));
        rules.put("services.*.extra_hosts", (merging, base, over, below) -> hosts(base, over));
        rules.put("services.*.build.extra_hosts", (merging, base, over, below) -> hosts(base, over));
        rules.put("services.*.logging", Merging::logging);
        rules.put("networks.*.ipam.config", Merging::pools);
        return rules;
    }

    /** A rule for what {@code shape} makes a mapping of, where it is none. */
    private static Rule keyed(Function<YamlNode, YamlNode> shape) {
        return (merging, base, over, rules) -> {
            YamlNode left = base instanceof YamlNode.Mapping ? base : shape.apply(base);
            YamlNode right = over instanceof YamlNode.Mapping ? over : shape.apply(over);
            return left instanceof YamlNode.Mapping known && right instanceof YamlNode.Mapping other
                    ? merging.mappings(known, other, rules)
                    : over;
        };
    }

    private static YamlNode names(YamlNode node, Function<YamlNode, YamlNode> value) {
        if (!(node instanceof YamlNode.Sequence list)) {
            return node;
        }
        SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (YamlNode item : list.items()) {
            String name = Trees.text(item);
            if (name == null) {
                return node;
            }
            entries.put(name, new YamlNode.Entry(item.place(), value.apply(item)));
        }
        return new YamlNode.Mapping(node.place(), entries);
    }

    /** {@code over} laid over {@code base}, both whole files. */
    YamlNode.Mapping files(YamlNode.Mapping base, YamlNode.Mapping over) {
        return mappings(base, over, RULES);
    }

    /** One service laid over another. */
    YamlNode services(YamlNode base, YamlNode over) {
        return merge(base, over, RULES.at("services").at("*"));
    }

    /** One entry of a section such as {@code networks} laid over another. */
    YamlNode entries(String section, YamlNode base, YamlNode over) {
        return merge(base, over, RULES.at(section).at("*"));
    }

    private YamlNode merge(YamlNode base, YamlNode over, Patterns<Rule> rules) {
        Rule rule = rules.value();
        if (rule != null) {
            return rule.merge(this, base, over, rules);
        }
        if (Trees.isNull(over)) {
            return base;
        }
        return switch (base) {
            case YamlNode.Mapping mapping ->
                over instanceof YamlNode.Mapping other ? mappings(mapping, other, rules) : refuse(base, over);
            case YamlNode.Sequence list ->
                over instanceof YamlNode.Sequence other ? append(list, other) : refuse(base, over);
            case YamlNode.Scalar scalar -> over;
        };
    }

    private YamlNode refuse(YamlNode base, YamlNode over) {
        problems.error(
                over.place(),
                "must be " + base.describe() + " as in " + base.place().location() + ", not " + over.describe());
        return base;
    }

    private YamlNode.Mapping mappings(YamlNode.Mapping base, YamlNode.Mapping over, Patterns<Rule> rules) {
        SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>(base.entries());
        over.entries().forEach((key, entry) -> {
            YamlNode.Entry earlier = entries.get(key);
            YamlNode value = earlier == null ? entry.value() : merge(earlier.value(), entry.value(), rules.at(key));
            entries.put(key, new YamlNode.Entry(entry.key(), value));
        });
        return new YamlNode.Mapping(base.place(), entries);
    }

    private static YamlNode.Sequence append(YamlNode.Sequence base, YamlNode.Sequence over) {
        List<YamlNode> items = new ArrayList<>(base.items());
        items.addAll(over.items());
        return new YamlNode.Sequence(over.place(), items);
    }

    /** The value as a list of {@code KEY=VALUE}, {@code KEY} where there is no value; a text alone is a list of one. */
    static YamlNode.Sequence list(YamlNode node) {
        return switch (node) {
            case YamlNode.Sequence list -> list;
            case YamlNode.Scalar scalar ->
                new YamlNode.Sequence(scalar.place(), scalar.isNull() ? List.of() : List.of(scalar));
            case YamlNode.Mapping mapping -> {
                List<YamlNode> items = new ArrayList<>();
                mapping.entries().forEach((key, entry) -> {
                    if (entry.value() instanceof YamlNode.Sequence several) {
                        several.items().forEach(item -> items.add(pair(key, item)));
                    } else {
                        items.add(pair(key, entry.value()));
                    }
                });
                yield new YamlNode.Sequence(mapping.place(), items);
            }
        };
    }

    private static YamlNode pair(String key, YamlNode value) {
        return switch (value) {
            case YamlNode.Scalar scalar ->
                Trees.text(scalar.place(), scalar.isNull() ? key : key + "=" + scalar.text());
            case YamlNode.Sequence list -> list;
            case YamlNode.Mapping mapping -> mapping;
        };
    }

    private static YamlNode hosts(YamlNode base, YamlNode over) {
        List<YamlNode> items = new ArrayList<>(list(base).items());
        List<String> known = new ArrayList<>();
        items.forEach(item -> known.add(Objects.requireNonNullElse(Trees.text(item), "")));
        for (YamlNode item : list(over).items()) {
            if (!known.contains(Trees.text(item))) {
                items.add(item);
            }
        }
        return new YamlNode.Sequence(over.place(), items);
    }

    /** Options are merged only where both name the same driver, or one names none. */
    private static YamlNode logging(Merging merging, YamlNode base, YamlNode over, Patterns<Rule> rules) {
        if (!(base instanceof YamlNode.Mapping known) || !(over instanceof YamlNode.Mapping other)) {
            return over;
        }
        String left = Trees.text(known, "driver");
        String right = Trees.text(other, "driver");
        return left == null || right == null || left.equals(right) ? merging.mappings(known, other, rules) : over;
    }

    /** Pools with the same subnet are one. */
    private static YamlNode pools(Merging merging, YamlNode base, YamlNode over, Patterns<Rule> rules) {
        if (!(base instanceof YamlNode.Sequence known) || !(over instanceof YamlNode.Sequence other)) {
            return over;
        }
        SequencedMap<String, YamlNode> pools = new LinkedHashMap<>();
        for (YamlNode original : known.items()) {
            String subnet = String.valueOf(Trees.text(original, "subnet"));
            for (YamlNode change : other.items()) {
                String wanted = String.valueOf(Trees.text(change, "subnet"));
                boolean same = subnet.equals(wanted);
                if (!same) {
                    pools.putIfAbsent(wanted, change);
                } else {
                    pools.put(subnet, merging.merge(original, change, rules.at("*")));
                }
            }
        }
        return new YamlNode.Sequence(over.place(), List.copyOf(pools.values()));
    }

    /** The entry of a list that a later one with the same key replaces, or null: see {@link Uniqueness}. */
    static @Nullable String keyOf(YamlNode item) {
        String text = Trees.isText(item) ? Trees.text(item) : null;
        int equals = text == null ? -1 : text.indexOf('=');
        return text == null || equals < 0 ? text : text.substring(0, equals);
    }
}
