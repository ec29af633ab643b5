package sre.orion.agent.engine;

import static sre.orion.agent.engine.EngineRequest.encoded;

import java.time.Duration;
import sre.orion.api.plan.EngineAction.ExecInContainer;
import sre.orion.api.plan.Outcome;
import tools.jackson.databind.node.ObjectNode;

/**
 * ContainerExec is a command run in a container: made, started, waited for, and asked how it ended. What it prints is not
 * read: it may hold secrets.
 */
final class ContainerExec {
    private final EngineTransport transport;

    ContainerExec(EngineTransport transport) {
        this.transport = transport;
    }

    Outcome perform(ExecInContainer action, Duration deadline) throws TransportException {
        EngineAnswer made = transport.call(ActionRequests.request(action, transport.apiVersion(), deadline));
        if (!made.successful()) {
            return new Outcome.Failed(made.status(), made.message());
        }
        String path = "/exec/" + encoded(made.json().path("Id").asString(""));
        ObjectNode attached =
                Json.MAPPER.createObjectNode().put("Detach", false).put("Tty", false);
        try {
            EngineAnswer started = transport.call(EngineRequest.post(path + "/start", attached, deadline));
            if (!started.successful()) {
                return new Outcome.Failed(started.status(), started.message());
            }
            return ended(transport.call(EngineRequest.get(path + "/json", deadline)));
        } catch (TransportException e) {
            // It was made, and may have run: nothing that is lost from here on means that nothing happened.
            return new Outcome.Unknown(e.getMessage());
        }
    }

    private static Outcome ended(EngineAnswer told) {
        if (!told.successful()) {
            return new Outcome.Unknown("how the command ended is not told: " + told);
        }
        if (told.json().path("Running").asBoolean(false)) {
            return new Outcome.Unknown("the command still runs");
        }
        int code = told.json().path("ExitCode").asInt(-1);
        return code == 0 ? new Outcome.Done() : new Outcome.Failed(0, "the command ended with exit code " + code);
    }
}
