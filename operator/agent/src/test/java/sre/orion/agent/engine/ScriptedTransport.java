package sre.orion.agent.engine;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import sre.orion.agent.engine.TransportException.Effect;
import tools.jackson.databind.JsonNode;

/** ScriptedTransport is a transport whose answers and streams a test lays out beforehand. */
final class ScriptedTransport implements EngineTransport {
    private final Deque<Object> answers = new ArrayDeque<>();
    private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** The next answers to calls: an {@link EngineAnswer} or a {@link TransportException} each; the last one stays. */
    ScriptedTransport answers(Object... next) {
        answers.clear();
        answers.addAll(List.of(next));
        return this;
    }

    /** A stream that the next opening gives. */
    Stream stream() {
        var stream = new Stream();
        streams.add(stream);
        return stream;
    }

    /** All requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public EngineAnswer call(EngineRequest request) throws TransportException {
        requests.add(request.toString());
        Object answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        if (answer instanceof TransportException failure) {
            throw failure;
        }
        return (EngineAnswer) answer;
    }

    @Override
    public EngineStream open(EngineRequest request) throws TransportException {
        requests.add(request.toString());
        Stream stream = streams.poll();
        if (stream == null) {
            throw new TransportException(Effect.NOT_SENT, "nobody listens");
        }
        return stream;
    }

    @Override
    public int apiVersion() {
        return 51;
    }

    @Override
    public void close() {}

    /** Stream is a stream that tells what a test puts into it. */
    static final class Stream implements EngineStream {
        private final BlockingQueue<Optional<JsonNode>> values = new LinkedBlockingQueue<>();
        private volatile boolean broken;

        Stream tell(String json) {
            values.add(Optional.of(Json.MAPPER.readTree(json)));
            return this;
        }

        /** The engine ends it. */
        void end() {
            values.add(Optional.empty());
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Optional<JsonNode> next() throws TransportException {
            try {
                Optional<JsonNode> value = values.take();
                if (broken) {
                    throw new TransportException(Effect.UNKNOWN, "closed");
                }
                return value;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransportException(Effect.UNKNOWN, "interrupted", e);
            }
        }

        @Override
        public InputStream bytes() {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() {
            broken = true;
            values.add(Optional.empty());
        }
    }
}
