package sre.orion.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * ResourceType is one kind that an operator serves.
 *
 * @param groupVersion {@code orion.sre/v1}, {@code v1} for Kubernetes' core
 * @param categories names for several kinds at once, such as {@code all}
 */
public record ResourceType(
        String groupVersion,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories) {

    static ResourceType of(String groupVersion, JsonNode resource) {
        String kind = resource.path("kind").asString("");
        String singular = resource.path("singularName").asString("");
        return new ResourceType(
                groupVersion,
                resource.path("name").asString(""),
                singular.isEmpty() ? kind.toLowerCase(java.util.Locale.ROOT) : singular,
                kind,
                resource.path("namespaced").asBoolean(false),
                texts(resource.path("shortNames")),
                texts(resource.path("categories")));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asString("")).toList();
    }

    /** Whether a person who writes this word means this kind: {@code services}, {@code service}, {@code Service.orion.sre}. */
    boolean isCalled(String word) {
        String bare = group().isEmpty() || !word.endsWith("." + group())
                ? word
                : word.substring(0, word.length() - group().length() - 1);
        return bare.equalsIgnoreCase(plural)
                || bare.equalsIgnoreCase(singular)
                || shortNames.stream().anyMatch(bare::equalsIgnoreCase);
    }

    /** The group; empty for Kubernetes' core. */
    public String group() {
        int slash = groupVersion.indexOf('/');
        return slash < 0 ? "" : groupVersion.substring(0, slash);
    }

    /** The kind as messages and {@code -o name} write it: {@code services.orion.sre}, {@code pods}. */
    public String fullName() {
        return group().isEmpty() ? plural : plural + "." + group();
    }

    /** As {@link #fullName()}, of one: {@code service.orion.sre}. */
    public String fullSingular() {
        return group().isEmpty() ? singular : singular + "." + group();
    }

    /** Where all of this kind are listed, in one namespace or, empty, in every one. */
    public String path(Optional<String> namespace) {
        String root = groupVersion.contains("/") ? "/apis/" + groupVersion : "/api/" + groupVersion;
        String within = namespaced && namespace.isPresent() ? "/namespaces/" + encoded(namespace.get()) : "";
        return root + within + "/" + plural;
    }

    /** Where one is found. */
    public String path(String namespace, String name) {
        return path(Optional.of(namespace)) + "/" + encoded(name);
    }

    /** A word made fit to stand in a path or a query. */
    public static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
