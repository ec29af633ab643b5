package sre.orion.agent.loop;

import java.util.Iterator;
import java.util.Optional;
import sre.orion.agent.engine.EngineAnswer;
import sre.orion.agent.engine.EngineRequest;
import sre.orion.agent.engine.EngineStream;
import sre.orion.agent.engine.EngineTransport;
import sre.orion.agent.engine.TransportException;
import sre.orion.agent.engine.TransportException.Effect;
import sre.orion.fixtures.simulation.Answer;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.TransportFailure;
import tools.jackson.databind.JsonNode;

/** SimulatedTransport is the engine's port on a simulated engine, on the calling thread. */
final class SimulatedTransport implements EngineTransport {
    private final SimulatedEngine engine;

    SimulatedTransport(SimulatedEngine engine) {
        this.engine = engine;
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        Answer answer = ask(request);
        return EngineAnswer.of(answer.status(), answer.body());
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        Answer answer = ask(request);
        return new Values(answer.status(), answer.body());
    }

    @Override
    public int apiVersion() {
        return engine.dialect().apiMinor();
    }

    @Override
    public void close() {}

    private Answer ask(EngineRequest request) throws TransportException {
        try {
            String path = "/v1." + apiVersion() + request.path();
            return engine.call(request.method(), path, request.body().orElse(null), request.deadline());
        } catch (TransportFailure failure) {
            Effect effect =
                    switch (failure.kind()) {
                        case NOT_SENT -> Effect.NOT_SENT;
                        case LOST, DEADLINE -> Effect.UNKNOWN;
                    };
            throw new TransportException(effect, String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Values is an answer that went on, told to its end: an array's elements, or one value. */
    private static final class Values implements EngineStream {
        private final int status;
        private final Iterator<JsonNode> values;

        Values(int status, JsonNode body) {
            this.status = status;
            values = body.isArray()
                    ? body.iterator()
                    : Optional.of(body).stream().iterator();
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public Optional<JsonNode> next() {
            return values.hasNext() ? Optional.of(values.next()) : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
