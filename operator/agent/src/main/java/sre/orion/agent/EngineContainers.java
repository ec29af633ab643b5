package sre.orion.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sre.orion.agent.engine.EngineLogs;
import sre.orion.agent.engine.EngineStats;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.TransportException;
import sre.orion.agent.serve.view.Containers;
import sre.orion.agent.serve.view.LogQuery;
import sre.orion.agent.serve.view.Usage;
import sre.orion.api.observation.ContainerState;

/** EngineContainers is the engine behind what serving asks of containers. */
final class EngineContainers implements Containers {
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final EngineLogs logs;
    private final EngineStats stats;
    private final InstantSource clock;
    private Map<String, Usage> usage = Map.of();
    private Instant asked = Instant.MIN;

    EngineContainers(EngineTransport transport, InstantSource clock) {
        logs = new EngineLogs(transport);
        stats = new EngineStats(transport);
        this.clock = clock;
    }

    @Override
    public void copyLog(ContainerState container, LogQuery query, OutputStream out) throws IOException {
        var asked =
                new EngineLogs.Query(query.follow(), query.tail(), query.since(), query.until(), query.timestamps());
        try {
            logs.copy(container.id(), container.container().process().tty(), asked, out);
        } catch (TransportException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    /** All who ask within a quarter of a minute get the same, as it costs the engine a second to tell. */
    @Override
    public synchronized Map<String, Usage> usage(List<ContainerState> containers) {
        Instant now = clock.instant();
        if (asked.isBefore(now.minus(FRESH))) {
            var fresh = new TreeMap<String, Usage>();
            stats.of(containers.stream().map(ContainerState::id).toList())
                    .forEach((id, sample) -> fresh.put(id, usage(sample)));
            usage = Collections.unmodifiableMap(fresh);
            asked = clock.instant();
        }
        return usage;
    }

    private static Usage usage(EngineStats.Sample sample) {
        Duration window = Duration.between(sample.from(), sample.to());
        return new Usage(
                (double) sample.processorNanos() / window.toNanos(), sample.memoryBytes(), sample.to(), window);
    }
}
