package sre.orion.reconcilers.model;

import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.container.Labels;
import sre.orion.api.observation.NetworkState;

/** ModelRules is what must hold after every call, whatever the plan. */
final class ModelRules {
    private ModelRules() {}

    static void check(ModelEngine engine) {
        SortedMap<String, String> running = new TreeMap<>();
        for (ModelContainer container : engine.containers.values()) {
            String service = container.container.labels().get(Labels.SERVICE);
            boolean counts = container.alive()
                    && service != null
                    && container.container.labels().containsKey(Labels.OWNER);
            if (counts && !engine.startFirst.contains(service)) {
                String other = running.put(service, container.name);
                if (other != null) {
                    engine.violations.add(other + " and " + container.name + " ran at once");
                }
            }
        }
    }

    static void starting(ModelEngine engine, ModelContainer container) {
        container.container.storage().copied().stream()
                .filter(file -> !container.files.containsKey(file.path()))
                .forEach(file -> engine.violations.add(container.name + " was started without " + file.path()));
    }

    static void removing(ModelEngine engine, ModelContainer container) {
        if (!container.container.labels().containsKey(Labels.OWNER)
                && !container.container.labels().containsKey(Labels.SERVICE)) {
            engine.violations.add(container.name + " was removed, and is nobody's to remove");
        }
    }

    static void removing(ModelEngine engine, NetworkState network) {
        if (!network.labels().containsKey(Labels.OWNER) && !network.labels().containsKey(Labels.NETWORK)) {
            engine.violations.add("network " + network.definition().name() + " was removed, and is nobody's to remove");
        }
    }
}
