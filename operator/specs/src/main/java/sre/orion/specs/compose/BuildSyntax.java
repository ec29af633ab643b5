package sre.orion.specs.compose;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.specs.form.Form;
import sre.orion.specs.form.Forms;
import sre.orion.specs.form.Reading;
import sre.orion.specs.form.Scalars;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** BuildSyntax is {@code build}: Orion builds nothing, but what it keeps and renders must be what Compose takes. */
final class BuildSyntax {
    private BuildSyntax() {}

    /** A context alone, or the keys of a build. */
    static Form form() {
        return Forms.textOr(
                ShortSyntax.keyed("context"), new Completed(Forms.keys("Build", keys()), BuildSyntax::complete));
    }

    private static SortedMap<String, Form> keys() {
        SortedMap<String, Form> keys = new TreeMap<>();
        for (String key : List.of("context", "dockerfile", "dockerfile_inline", "isolation", "network", "target")) {
            keys.put(key, Scalars.TEXT);
        }
        for (String key : List.of("cache_from", "cache_to", "entitlements", "platforms", "tags")) {
            keys.put(key, Forms.list(Scalars.TEXT));
        }
        for (String key : List.of("additional_contexts", "no_cache_filter", "provenance", "sbom")) {
            keys.put(key, Forms.ANYTHING);
        }
        for (String key : List.of("no_cache", "privileged", "pull")) {
            keys.put(key, Forms.asWritten(Scalars.FLAG));
        }
        keys.put("extra_hosts", Forms.asWritten(ShortSyntax.EXTRA_HOSTS));
        keys.put("secrets", Forms.list(Forms.ANYTHING));
        keys.put("shm_size", Forms.asWritten(Scalars.BYTES));
        keys.put("ssh", Forms.asWritten(new KeyValues(false)));
        keys.put("ulimits", Forms.map(Forms.ANYTHING));
        keys.put("args", new KeyValues(true));
        keys.put("labels", new KeyValues(false));
        return keys;
    }

    /** A context that is a folder is absolute, a Dockerfile has a name, arguments that nobody gives go away. */
    private static JsonNode complete(JsonNode build, Reading reading) {
        ObjectNode complete = (ObjectNode) build;
        String context = complete.path("context").asString(".");
        boolean remote = context.contains("://") || context.startsWith("git@") || context.startsWith("github.com/");
        complete.put("context", remote || context.isEmpty() ? context : reading.absolute(context));
        if (!complete.has("dockerfile") && !complete.has("dockerfile_inline")) {
            complete.put("dockerfile", "Dockerfile");
        }
        if (complete.get("args") instanceof ObjectNode arguments) {
            List.copyOf(arguments.propertyNames()).stream()
                    .filter(name -> arguments.path(name).isNull())
                    .forEach(arguments::remove);
        }
        return complete;
    }
}
