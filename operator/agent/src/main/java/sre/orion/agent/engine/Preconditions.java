package sre.orion.agent.engine;

import static sre.orion.agent.engine.EngineRequest.encoded;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import sre.orion.agent.engine.codec.InspectReader;
import sre.orion.api.observation.ContainerState.Status;
import sre.orion.api.plan.Precondition;
import sre.orion.api.plan.Precondition.All;
import sre.orion.api.plan.Precondition.ContainerUnchanged;
import sre.orion.api.plan.Precondition.NoOtherEndpoints;
import tools.jackson.databind.JsonNode;

/** Preconditions is the look just before a step, by the immutable id that the step was planned against. */
final class Preconditions {
    private final EngineTransport transport;

    Preconditions(EngineTransport transport) {
        this.transport = transport;
    }

    Optional<String> violated(Precondition precondition, Duration deadline) {
        try {
            return switch (precondition) {
                case Precondition.None _ -> Optional.empty();
                case ContainerUnchanged unchanged -> changed(unchanged, deadline);
                case NoOtherEndpoints alone -> others(alone, deadline);
                case All all -> firstViolated(all, deadline);
            };
        } catch (TransportException e) {
            return Optional.of("it could not be looked at: " + e.getMessage());
        }
    }

    private Optional<String> firstViolated(All all, Duration deadline) {
        return all.each().stream()
                .flatMap(each -> violated(each, deadline).stream())
                .findFirst();
    }

    private Optional<String> changed(ContainerUnchanged planned, Duration deadline) throws TransportException {
        EngineAnswer answer =
                transport.call(EngineRequest.get("/containers/" + encoded(planned.id()) + "/json", deadline));
        if (!answer.successful()) {
            return refused("container " + planned.id(), answer);
        }
        JsonNode state = answer.json().path("State");
        Status status = InspectReader.status(state.path("Status").asString(""));
        if (!planned.statuses().isEmpty() && !planned.statuses().contains(status)) {
            return Optional.of(
                    "container " + planned.id() + " is " + status + " by now, and not one of " + planned.statuses());
        }
        Optional<Instant> startedAt = InspectReader.startedAt(answer.json());
        if (planned.startedAt().isPresent() && !planned.startedAt().equals(startedAt)) {
            return Optional.of("container " + planned.id() + " was started again meanwhile");
        }
        return Optional.empty();
    }

    private Optional<String> others(NoOtherEndpoints planned, Duration deadline) throws TransportException {
        EngineAnswer answer = transport.call(EngineRequest.get("/networks/" + encoded(planned.networkId()), deadline));
        if (!answer.successful()) {
            return refused("network " + planned.networkId(), answer);
        }
        var others = new TreeSet<>(answer.json().path("Containers").propertyNames());
        others.removeAll(planned.containers());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("network " + planned.networkId() + " is used by " + others + " by now");
    }

    private static Optional<String> refused(String what, EngineAnswer answer) {
        return Optional.of(answer.status() == 404 ? what + " is gone" : what + " could not be looked at: " + answer);
    }
}
