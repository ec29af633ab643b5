package sre.orion.cli.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * KubeConfig is a file of contexts as {@code kubectl} writes it: one context a node. Beside {@code https} and
 * {@code http}, the server of a cluster may be {@code unix:///PATH/orion.sock}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">kubeconfig (v1)</a>
 */
public final class KubeConfig {
    private final Path file;
    private final JsonNode content;

    private KubeConfig(Path file, JsonNode content) {
        this.file = file;
        this.content = content;
    }

    /**
     * The file that is meant: the one given, else {@code $ORIONCONFIG}, else {@code ~/.config/orion/config}, else the first of
     * {@code $KUBECONFIG}, else {@code ~/.kube/config}. Empty when none was given and none is there.
     */
    public static Optional<KubeConfig> find(Optional<Path> given, Map<String, String> environment)
            throws OperatorException {
        if (given.isPresent()) {
            return Optional.of(read(given.get()));
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        String configHome = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        Optional<Path> found = Stream.of(
                        environment.getOrDefault("ORIONCONFIG", ""),
                        configHome + "/orion/config",
                        environment.getOrDefault("KUBECONFIG", "").split(":", 2)[0],
                        home + "/.kube/config")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst();
        return found.isPresent() ? Optional.of(read(found.get())) : Optional.empty();
    }

    private static KubeConfig read(Path file) throws OperatorException {
        try {
            JsonNode content = YAMLMapper.builder().build().readTree(Files.readString(file));
            return new KubeConfig(file, content);
        } catch (IOException | JacksonException unreadable) {
            throw new OperatorException(
                    file + ": cannot be read as a file of contexts: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The names of all contexts, in the order of the file. */
    public List<String> contexts() {
        return content.path("contexts").valueStream().map(KubeConfig::name).toList();
    }

    /** The context that is meant when none is named. */
    public Optional<String> current() {
        return Optional.of(content.path("current-context").asString("")).filter(name -> !name.isEmpty());
    }

    /** The operator of a context. */
    public Target target(String context) throws OperatorException {
        JsonNode found = named("contexts", context).path("context");
        JsonNode cluster = named("clusters", found.path("cluster").asString("")).path("cluster");
        JsonNode user = found.path("user").asString("").isEmpty()
                ? found.path("user")
                : named("users", found.path("user").asString("")).path("user");
        String namespace = found.path("namespace").asString("");
        return new Target(
                context,
                new OperatorClient(address(context, cluster, user), token(user)),
                Optional.of(namespace).filter(name -> !name.isEmpty()));
    }

    private Address address(String context, JsonNode cluster, JsonNode user) throws OperatorException {
        String server = cluster.path("server").asString("");
        try {
            URI uri = URI.create(server);
            String scheme = String.valueOf(uri.getScheme());
            return switch (scheme) {
                case "unix" -> new Address.Unix(Path.of(uri.getPath()));
                case "http" -> new Address.Plain(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
                case "https" -> Certificates.of(file, cluster, user).address(uri);
                default -> throw new IllegalArgumentException("no scheme that is known");
            };
        } catch (IllegalArgumentException | NullPointerException malformed) {
            throw new OperatorException(
                    file + ": context " + context + ": the server '" + server
                            + "' is none of https://HOST:PORT, http://HOST:PORT, unix:///PATH",
                    malformed);
        }
    }

    private Optional<String> token(JsonNode user) throws OperatorException {
        String tokenFile = user.path("tokenFile").asString("");
        if (tokenFile.isEmpty()) {
            return Optional.of(user.path("token").asString("")).filter(token -> !token.isEmpty());
        }
        Path path = beside(file, tokenFile);
        try {
            return Optional.of(Files.readString(path).strip());
        } catch (IOException unreadable) {
            throw new OperatorException(path + ": the token cannot be read: " + unreadable, unreadable);
        }
    }

    /** Paths in the file are relative to its folder. */
    static Path beside(Path file, String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }

    private JsonNode named(String list, String name) throws OperatorException {
        return content.path(list)
                .valueStream()
                .filter(each -> name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new OperatorException(file + ": there is no '" + name + "' among its " + list));
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asString("");
    }
}
