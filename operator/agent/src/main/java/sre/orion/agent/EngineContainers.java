package sre.orion.agent;

import java.io.IOException;
import java.io.OutputStream;
import sre.orion.agent.engine.EngineLogs;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.TransportException;
import sre.orion.agent.serve.view.Containers;
import sre.orion.agent.serve.view.LogQuery;
import sre.orion.api.observation.ContainerState;

/** EngineContainers is the engine behind what serving asks of containers. */
final class EngineContainers implements Containers {
    private final EngineLogs logs;

    EngineContainers(EngineTransport transport) {
        logs = new EngineLogs(transport);
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
}
