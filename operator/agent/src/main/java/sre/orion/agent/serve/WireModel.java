package sre.orion.agent.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import sre.orion.agent.metrics.ConditionSample;
import sre.orion.agent.store.RecordedEvent;
import sre.orion.api.kind.Status;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Orion's records as the Kubernetes API writes them; the one place that maps them. */
final class WireModel {
    static final String API_VERSION = "orion.sre/v1";

    /** Bare: no null and no empty list or map, as Kubernetes' own objects. */
    private static final JsonMapper BARE = JsonMapper.builder()
            .changeDefaultPropertyInclusion(each -> each.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    private WireModel() {}

    /** One resource. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String apiVersion, String kind, ObjectMeta metadata, JsonNode spec, JsonNode status) {}

    /** Resources of one kind. */
    record ItemList(String apiVersion, String kind, ListMeta metadata, List<Item> items) {}

    static ItemList list(Kind kind, List<Item> items) {
        return new ItemList(API_VERSION, kind.text() + "List", new ListMeta(), items);
    }

    static Item item(ResourceView view) {
        Resource<?> resource = view.resource();
        JsonNode status = view.status().map(WireModel::status).orElseGet(BARE::createObjectNode);
        return new Item(
                API_VERSION,
                resource.kind().text(),
                metadata(resource),
                withoutSecrets(BARE.valueToTree(resource.spec())),
                status);
    }

    private static ObjectMeta metadata(Resource<?> resource) {
        Metadata metadata = resource.metadata();
        return new ObjectMetaBuilder()
                .withName(metadata.name())
                .withNamespace(metadata.namespace())
                .withGeneration(metadata.generation())
                .withLabels(metadata.labels())
                .withAnnotations(metadata.annotations())
                .addToAnnotations("orion.sre/source", resource.location().toString())
                .build();
    }

    private static JsonNode status(Status status) {
        ObjectNode node = BARE.valueToTree(status);
        node.remove("memory");
        node.set(
                "conditions",
                BARE.valueToTree(
                        status.conditions().stream().map(WireModel::condition).toList()));
        return node;
    }

    private static Condition condition(sre.orion.api.resource.Condition condition) {
        return new ConditionBuilder()
                .withType(condition.type().text())
                .withStatus(condition.status().text())
                .withReason(condition.reason())
                .withMessage(condition.message())
                .withLastTransitionTime(time(condition.lastTransitionTime()))
                .withObservedGeneration(condition.observedGeneration())
                .build();
    }

    /** Anybody on this machine may read this: what interpolation may have filled in from the secrets is left out. */
    private static JsonNode withoutSecrets(JsonNode spec) {
        mask(spec.path("container").path("environment"));
        for (String table : List.of("configs", "secrets")) {
            spec.path(table).forEach(source -> {
                if (source instanceof ObjectNode object && object.has("content")) {
                    object.put("content", "***");
                }
            });
        }
        return spec;
    }

    private static void mask(JsonNode values) {
        if (values instanceof ObjectNode object) {
            object.propertyNames().stream().toList().forEach(name -> object.put(name, "***"));
        }
    }

    static Event event(RecordedEvent recorded, String node) {
        ResourceKey regarding = recorded.event().regarding();
        return new EventBuilder()
                .withNewMetadata()
                .withName(regarding.name() + "." + Long.toHexString(recorded.number()))
                .withNamespace(regarding.namespace())
                .withCreationTimestamp(time(recorded.first()))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(API_VERSION)
                .withKind(regarding.kind().text())
                .withNamespace(regarding.namespace())
                .withName(regarding.name())
                .endInvolvedObject()
                .withType(recorded.event().severity().text())
                .withReason(recorded.event().reason())
                .withMessage(recorded.event().note())
                .withFirstTimestamp(time(recorded.first()))
                .withLastTimestamp(time(recorded.last()))
                .withCount(recorded.count())
                .withNewSource()
                .withComponent("orion")
                .withHost(node)
                .endSource()
                .withReportingComponent("orion.sre/operator")
                .withReportingInstance(node)
                .build();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Every condition there is, and an unknown {@code Ready} for what no pass has looked at yet. */
    static List<ConditionSample> conditions(NodeView view) {
        return view.resources().stream()
                .flatMap(each -> each.status().isPresent()
                        ? each.status().get().conditions().stream()
                                .map(found ->
                                        new ConditionSample(each.resource().key(), found.type(), found.status()))
                        : List.of(unknown(each.resource().key())).stream())
                .toList();
    }

    private static ConditionSample unknown(ResourceKey key) {
        return new ConditionSample(
                key, sre.orion.api.resource.Condition.Type.READY, sre.orion.api.resource.Condition.Status.UNKNOWN);
    }
}
