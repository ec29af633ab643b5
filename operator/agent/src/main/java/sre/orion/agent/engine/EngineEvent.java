package sre.orion.agent.engine;

import java.util.SortedMap;
import sre.orion.api.Immutable;

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
}
