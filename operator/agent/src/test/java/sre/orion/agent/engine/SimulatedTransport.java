package sre.orion.agent.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sre.orion.agent.engine.TransportException.Effect;
import sre.orion.fixtures.simulation.Answer;
import sre.orion.fixtures.simulation.EventStreams;
import sre.orion.fixtures.simulation.SimulatedEngine;
import sre.orion.fixtures.simulation.TransportFailure;
import tools.jackson.databind.JsonNode;

/** SimulatedTransport is a simulated engine behind the port, so that all that stands on the port runs on it unchanged. */
public final class SimulatedTransport implements EngineTransport {
    private final SimulatedEngine engine;

    /** A transport to this engine. */
    public SimulatedTransport(SimulatedEngine engine) {
        this.engine = engine;
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        Answer answer = answer(request);
        return EngineAnswer.of(answer.status(), answer.body());
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        if (!request.path().startsWith("/events")) {
            Answer answer = answer(request);
            return new Told(answer.status(), answer.body());
        }
        try {
            return new Events(engine);
        } catch (TransportFailure failure) {
            throw exception(failure);
        }
    }

    @Override
    public int apiVersion() {
        return engine.dialect().apiMinor();
    }

    @Override
    public void close() {}

    private Answer answer(EngineRequest request) throws TransportException {
        try {
            return engine.call(request.method(), request.path(), request.body().orElse(null), request.deadline());
        } catch (TransportFailure failure) {
            throw exception(failure);
        }
    }

    private static TransportException exception(TransportFailure failure) {
        Effect effect = failure.kind() == TransportFailure.Kind.NOT_SENT ? Effect.NOT_SENT : Effect.UNKNOWN;
        return new TransportException(effect, String.valueOf(failure.getMessage()), failure);
    }

    /** Told is an answer that is complete already, value by value. */
    private static final class Told implements EngineStream {
        private final int status;
        private final BlockingQueue<JsonNode> values = new LinkedBlockingQueue<>();
        private final byte[] bytes;

        Told(int status, JsonNode body) {
            this.status = status;
            bytes = body.asString("").getBytes(StandardCharsets.ISO_8859_1);
            if (body.isArray()) {
                body.forEach(values::add);
            } else {
                values.add(body);
            }
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public Optional<JsonNode> next() {
            return Optional.ofNullable(values.poll());
        }

        @Override
        public InputStream bytes() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {}
    }

    private static final class Events implements EngineStream, EventStreams.Listener {
        private final BlockingQueue<Optional<JsonNode>> values = new LinkedBlockingQueue<>();
        private final EventStreams.Stream stream;

        Events(SimulatedEngine engine) {
            stream = engine.events("", this);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Optional<JsonNode> next() throws TransportException {
            try {
                return values.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransportException(Effect.UNKNOWN, "interrupted while waiting for an event", e);
            }
        }

        @Override
        public InputStream bytes() {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() {
            stream.close();
            values.add(Optional.empty());
        }

        @Override
        public void onEvent(JsonNode event) {
            values.add(Optional.of(event));
        }

        @Override
        public void onEnd() {
            values.add(Optional.empty());
        }
    }
}
