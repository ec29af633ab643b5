package sre.orion.agent.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sre.orion.api.kind.FileSource;
import sre.orion.api.kind.ServiceSpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.secret.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The last specs of each Service that were ready, and those that run instead of what the files say, mirrored to the log. */
final class SpecLedger {
    static final String READY = "ready/";
    static final String ROLLBACK = "rollback/";

    private static final Logger LOG = LoggerFactory.getLogger(SpecLedger.class);
    /** The one that runs, and two to go back to. */
    private static final int KEPT = 3;

    private final HistoryLog log;
    private final JsonMapper json;

    /** ReadySpecs is one entry of the log, the newest first. */
    private record ReadySpecs(List<ReadySpec> specs) {
        static final ReadySpecs NONE = new ReadySpecs(List.of());
    }

    /** Rollback is a spec that runs for as long as the files say what they said when it was asked for. */
    private record Rollback(String from, ReadySpec to) {}

    SpecLedger(HistoryLog log, JsonMapper json) {
        this.log = log;
        this.json = json;
    }

    /** Notes that a spec was ready. */
    void ready(ResourceKey key, ReadySpec spec) {
        List<ReadySpec> known = known(key);
        if (!known.isEmpty() && known.getFirst().generation() == spec.generation()) {
            return;
        }
        var specs = new ArrayList<ReadySpec>();
        specs.add(spec);
        known.stream().filter(other -> !same(other.spec(), spec.spec())).forEach(specs::add);
        log.put(
                READY + key,
                json.writeValueAsString(new ReadySpecs(List.copyOf(specs.subList(0, Math.min(KEPT, specs.size()))))));
    }

    /** The specs that were ready, the newest first. */
    List<ReadySpec> known(ResourceKey key) {
        return read(READY + key, ReadySpecs.class).orElse(ReadySpecs.NONE).specs();
    }

    /** From now on {@code to} runs, until the files say something else than {@code from}. */
    void rollBack(ResourceKey key, String from, ReadySpec to) {
        log.put(ROLLBACK + key, json.writeValueAsString(new Rollback(from, to)));
    }

    /** What runs instead of the files' spec, if anything. */
    Optional<ReadySpec> rolledBack(ResourceKey key) {
        return read(ROLLBACK + key, Rollback.class).map(Rollback::to);
    }

    /** Runs what the files say again. */
    void endRollback(ResourceKey key) {
        log.remove(ROLLBACK + key);
    }

    /** Whether the files say what they said when the roll-back was asked for. */
    boolean stillRolledBack(ResourceKey key, String hash) {
        return read(ROLLBACK + key, Rollback.class)
                .filter(rollback -> rollback.from().equals(hash))
                .isPresent();
    }

    /**
     * The resource with the spec that runs instead of its own; empty when that spec has a secret that its own has not, for the
     * history keeps no values.
     */
    Optional<Resource<ServiceSpec>> effective(Resource<?> resource) {
        ReadySpec to = rolledBack(resource.key()).orElseThrow();
        ObjectNode tree = json.valueToTree(to.spec());
        List<Text> known =
                resource.spec() instanceof ServiceSpec own ? own.secretTexts().toList() : List.of();
        if (tree.path("container").get("environment") instanceof ObjectNode environment) {
            for (Map.Entry<String, @Nullable Text> variable :
                    to.spec().container().environment().entrySet()) {
                Text wanted = variable.getValue();
                if (wanted != null && wanted.secret()) {
                    Optional<Text> value = known.stream().filter(wanted::names).findFirst();
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    environment.set(variable.getKey(), whole(value.get()));
                }
            }
        }
        if (!filled(tree.path("configs"), to.spec().configs(), known)
                || !filled(tree.path("secrets"), to.spec().secrets(), known)) {
            return Optional.empty();
        }
        ServiceSpec spec = json.treeToValue(tree, ServiceSpec.class);
        return Optional.of(new Resource<>(resource.kind(), resource.metadata(), spec, resource.location()));
    }

    /** Gives the contents that are secrets their values; false when one has none any more. */
    private boolean filled(JsonNode section, SortedMap<String, FileSource> sources, List<Text> known) {
        for (Map.Entry<String, FileSource> source : sources.entrySet()) {
            Text wanted = source.getValue().content();
            if (wanted != null && wanted.secret()) {
                Optional<Text> value = known.stream().filter(wanted::names).findFirst();
                if (value.isEmpty()) {
                    return false;
                }
                ((ObjectNode) section.path(source.getKey())).set("content", whole(value.get()));
            }
        }
        return true;
    }

    private ObjectNode whole(Text secret) {
        return json.createObjectNode()
                .put("value", secret.value())
                .put("origin", secret.origin().name())
                .put("variable", secret.variable())
                .put("mark", secret.mark());
    }

    /** Whether two specs are written the same, whatever the values of their secrets. */
    boolean same(ServiceSpec one, ServiceSpec other) {
        return json.writeValueAsString(one).equals(json.writeValueAsString(other));
    }

    private <T> Optional<T> read(String entry, Class<T> type) {
        String text = log.entries().get(entry);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(text, type));
        } catch (JacksonException unreadable) {
            LOG.atWarn()
                    .addKeyValue("entry", entry)
                    .setCause(unreadable)
                    .log("a remembered spec cannot be read, it counts as none");
            return Optional.empty();
        }
    }
}
