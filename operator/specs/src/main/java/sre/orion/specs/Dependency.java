package sre.orion.specs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sre.orion.api.kind.ServiceSpec;

/**
 * Dependency is one way in which a service needs another of its project: written in {@code depends_on}, or implied.
 *
 * @param key the key of {@code spec.container} that says so
 * @param item the value under that key, to find its place
 */
record Dependency(String key, String item, String service, boolean required) {
    private static final String SERVICE = "service:";

    /** Everything a service needs. */
    static List<Dependency> of(ServiceSpec spec) {
        var found = new ArrayList<Dependency>();
        var container = spec.container();
        container
                .dependsOn()
                .forEach((name, dependency) ->
                        found.add(new Dependency("depends_on", name, name, dependency.required())));
        namespace("network_mode", container.networkMode(), found);
        namespace("ipc", container.ipc(), found);
        namespace("pid", container.pid(), found);
        for (String link : container.links()) {
            found.add(new Dependency("links", link, link.split(":", 2)[0], true));
        }
        for (String from : container.volumesFrom()) {
            if (!from.startsWith("container:")) {
                found.add(new Dependency("volumes_from", from, from.split(":", 2)[0], true));
            }
        }
        return found;
    }

    private static void namespace(String key, @Nullable String mode, List<Dependency> found) {
        if (mode != null && mode.startsWith(SERVICE)) {
            String service = mode.substring(SERVICE.length());
            found.add(new Dependency(key, mode, service, true));
        }
    }
}
