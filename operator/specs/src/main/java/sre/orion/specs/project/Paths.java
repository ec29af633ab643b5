package sre.orion.specs.project;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import sre.orion.specs.form.PathText;
import sre.orion.specs.yaml.ScalarType;
import sre.orion.specs.yaml.YamlNode;

/**
 * Paths makes the paths of a Compose tree absolute: {@code ~} is the home folder, what is relative starts at the folder
 * of its project (compose-go {@code paths/resolve.go}).
 *
 * @param folder absolute
 * @param home absolute
 */
record Paths(String folder, String home) {

    YamlNode.Mapping resolve(YamlNode.Mapping file) {
        return (YamlNode.Mapping) resolve(file, Patterns.of(resolvers()));
    }

    private Map<String, UnaryOperator<YamlNode>> resolvers() {
        Map<String, UnaryOperator<YamlNode>> resolvers = new TreeMap<>();
        resolvers.put("services.*.build.context", this::context);
        resolvers.put("services.*.build.additional_contexts.*", this::context);
        resolvers.put("services.*.env_file.*.path", this::absolute);
        resolvers.put("services.*.label_file.*", this::absolute);
        resolvers.put("services.*.extends.file", this::absolute);
        resolvers.put("services.*.develop.watch.*.path", this::absolute);
        resolvers.put("services.*.volumes.*", this::bind);
        resolvers.put("configs.*.file", this::absolute);
        resolvers.put("secrets.*.file", this::absolute);
        resolvers.put("volumes.*", this::device);
        return resolvers;
    }

    private YamlNode resolve(YamlNode node, Patterns<UnaryOperator<YamlNode>> at) {
        UnaryOperator<YamlNode> resolver = at.value();
        if (resolver != null) {
            return resolver.apply(node);
        }
        return at.isEmpty() ? node : Trees.children(node, (key, child) -> resolve(child, at.at(key)));
    }

    private YamlNode absolute(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.TEXT
                ? Trees.text(scalar.place(), absolute(scalar.text()))
                : node;
    }

    /** The absolute form of a path; one that is absolute already stays as it is written. */
    String absolute(String path) {
        return PathText.absolute(path, folder, home);
    }

    /** A build context may also be an address or another service. */
    private YamlNode context(YamlNode node) {
        String text = Trees.text(node);
        boolean elsewhere = text == null
                || text.isEmpty()
                || text.contains("://")
                || text.startsWith("service:")
                || text.startsWith("git@")
                || text.startsWith("github.com/");
        return elsewhere ? node : absolute(node);
    }

    private YamlNode bind(YamlNode volume) {
        YamlNode source = volume instanceof YamlNode.Mapping mapping ? mapping.get("source") : null;
        return source != null && "bind".equals(Trees.text(volume, "type"))
                ? Trees.with((YamlNode.Mapping) volume, "source", absolute(source))
                : volume;
    }

    /** A local volume that is a bind in disguise. */
    private YamlNode device(YamlNode volume) {
        YamlNode.Mapping options = Trees.mapping(volume, "driver_opts");
        YamlNode device = options.get("device");
        boolean bind = "local".equals(Trees.text(volume, "driver")) && "bind".equals(Trees.text(options, "o"));
        return bind && device != null
                ? Trees.with((YamlNode.Mapping) volume, "driver_opts", Trees.with(options, "device", absolute(device)))
                : volume;
    }
}
