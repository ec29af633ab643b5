package sre.orion.agent.engine;

/** EngineTransport is the port to one Docker engine: HTTP requests with JSON bodies, and nothing that knows what they mean. */
public interface EngineTransport extends AutoCloseable {

    /**
     * The answer to a short call, whatever its status; at the deadline the call is broken off.
     *
     * @throws TransportException if no complete answer came
     */
    EngineAnswer call(EngineRequest request) throws TransportException;

    /**
     * A call whose answer goes on: events or the progress of a pull. The deadline counts until the answer begins.
     *
     * @throws TransportException if no answer began
     */
    EngineStream open(EngineRequest request) throws TransportException;

    /**
     * The minor version of the API that was agreed on, 51 for 1.51; asks the engine when nothing is agreed on.
     *
     * @throws TransportException if the engine cannot be asked, or is too old or too new to talk to
     */
    int apiVersion() throws TransportException;

    /** Ends all calls and streams; those in flight fail with {@link TransportException}. */
    @Override
    void close();
}
