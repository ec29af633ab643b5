package sre.orion.agent.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** EngineStats is what containers use, as the engine counts it; it takes the engine a second or two to tell. */
public final class EngineStats {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;

    private final EngineTransport transport;
    private final Beside beside = new Beside(AT_ONCE);

    /** The counts of an engine. */
    public EngineStats(EngineTransport transport) {
        this.transport = transport;
    }

    /**
     * Sample is what one container used between two looks of the engine.
     *
     * @param processorNanos time on processors, of all together
     * @param memoryBytes without files that nobody has read for long, as {@code docker stats} shows it
     */
    public record Sample(long processorNanos, long memoryBytes, Instant from, Instant to) {}

    /** What these containers use, by id; those that do not run, or of which the engine does not tell, are not in it. */
    public Map<String, Sample> of(Collection<String> ids) {
        var samples = new ConcurrentHashMap<String, Sample>();
        try {
            beside.each(ids, id -> sample(id).ifPresent(sample -> samples.put(id, sample)));
        } catch (TransportException unreachable) {
            return samples;
        }
        return samples;
    }

    private Optional<Sample> sample(String id) throws TransportException {
        EngineAnswer answer = transport.call(
                EngineRequest.get("/containers/" + EngineRequest.encoded(id) + "/stats?stream=false", LIMIT));
        if (!answer.successful()) {
            return Optional.empty();
        }
        JsonNode stats = answer.json();
        JsonNode memory = stats.path("memory_stats");
        JsonNode inactive = memory.at("/stats/inactive_file").isMissingNode()
                ? memory.at("/stats/total_inactive_file")
                : memory.at("/stats/inactive_file");
        long processor = stats.at("/cpu_stats/cpu_usage/total_usage").asLong(0)
                - stats.at("/precpu_stats/cpu_usage/total_usage").asLong(0);
        try {
            Instant to = Instant.parse(stats.path("read").asString(""));
            Instant from = Instant.parse(stats.path("preread").asString(""));
            boolean comparable = from.isAfter(to.minus(Duration.ofMinutes(1))) && from.isBefore(to);
            return comparable
                    ? Optional.of(new Sample(processor, memory.path("usage").asLong(0) - inactive.asLong(0), from, to))
                    : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
