package sre.orion.agent.engine;

import java.io.InputStream;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** EngineStream is an answer that goes on: JSON values, one after another. */
public interface EngineStream extends AutoCloseable {

    /** The HTTP status with which the answer began. */
    int status();

    /**
     * The next value; waits for it. Empty: the engine ended the stream.
     *
     * @throws TransportException if the stream broke, was closed, or the waiting thread was interrupted
     */
    Optional<JsonNode> next() throws TransportException;

    /** The answer as it comes, for what is no JSON; instead of {@link #next()}, not beside it. */
    InputStream bytes();

    /** Ends the stream, also while another thread waits in {@link #next()}. */
    @Override
    void close();
}
