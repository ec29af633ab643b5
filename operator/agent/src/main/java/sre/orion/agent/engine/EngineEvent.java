package sre.orion.agent.engine;

import java.util.SortedMap;
import java.util.TreeMap;
import sre.orion.api.Immutable;
import tools.jackson.databind.JsonNode;

/**
 * EngineEvent is a hint of the engine that something happened to one of its objects.
 *
 * @param type {@code container}, {@code network}, {@code volume} or {@code image}
 * @param action such as {@code die}, or {@code health_status: healthy}
 * @param id of the object; an image's may be a reference, a volume's is its name
 * @param attributes labels of a container among them; of a network's connect, {@code container} is the container's id
 * @param timeNano nanoseconds since 1970, by the engine's clock
 */
public record EngineEvent(String type, String action, String id, SortedMap<String, String> attributes, long timeNano) {
    public EngineEvent {
        attributes = Immutable.map(attributes);
    }

    // The words status, id and from at the top are gone from 29 on.
    /** The event as the engine tells it. */
    public static EngineEvent of(JsonNode json) {
        JsonNode actor = json.path("Actor");
        var attributes = new TreeMap<String, String>();
        actor.path("Attributes").forEachEntry((name, value) -> attributes.put(name, value.asString("")));
        return new EngineEvent(
                json.path("Type").asString(""),
                json.path("Action").asString(""),
                actor.path("ID").asString(""),
                attributes,
                json.path("timeNano").asLong(0));
    }
}
