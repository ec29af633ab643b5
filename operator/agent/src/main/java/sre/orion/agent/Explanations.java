package sre.orion.agent;

import java.util.Optional;
import sre.orion.agent.loop.Loop;
import sre.orion.agent.store.History;
import sre.orion.agent.store.Intervention;
import sre.orion.agent.store.ReadySpec;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Explanations answers why a resource is as it is: what the specs ask for, what was seen, what differs, what would be done next,
 * and what was done lately and what came of it.
 */
final class Explanations {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Loop loop;
    private final History history;

    Explanations(Loop loop, History history) {
        this.loop = loop;
        this.history = history;
    }

    /** The explanation of one resource; empty when there is no such resource. */
    Optional<JsonNode> of(ResourceKey key) {
        return loop.resources().stream()
                .filter(resource -> resource.key().equals(key))
                .findFirst()
                .flatMap(resource -> loop.consider(key).map(result -> {
                    ObjectNode explanation = head(resource);
                    explanation.setAll(Outlook.json(new Outlook.Entry(key, result)));
                    ArrayNode past = explanation.putArray("interventions");
                    history.interventions(key).forEach(each -> past.add(json(each)));
                    ArrayNode specs = explanation.putArray("readySpecs");
                    history.readySpecs(key).forEach(each -> specs.add(json(each)));
                    history.rollback(key).ifPresent(runs -> explanation.put("rolledBackTo", runs.generation()));
                    return explanation;
                }));
    }

    private ObjectNode head(Resource<?> resource) {
        ObjectNode head = JSON.createObjectNode();
        head.put("revision", loop.revision().orElse(""));
        head.put("source", resource.location().toString());
        head.put("generation", resource.metadata().generation());
        head.put("observedAt", loop.lastGoodLook().map(Object::toString).orElse(""));
        return head;
    }

    private static ObjectNode json(ReadySpec spec) {
        return JSON.createObjectNode()
                .put("generation", spec.generation())
                .put("revision", spec.revision())
                .put("at", spec.at().toString());
    }

    private static ObjectNode json(Intervention intervention) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", intervention.at().toString());
        json.put("revision", intervention.revision());
        json.put("generation", intervention.generation());
        ArrayNode differences = json.putArray("differences");
        intervention.differences().forEach(differences::add);
        ArrayNode deeds = json.putArray("steps");
        for (Intervention.Deed deed : intervention.deeds()) {
            deeds.addObject()
                    .put("action", deed.action())
                    .put("target", deed.target())
                    .put("cause", deed.cause())
                    .put("outcome", deed.outcome())
                    .put("why", deed.why())
                    .put("endedAt", deed.endedAt().toString());
        }
        return json;
    }
}
