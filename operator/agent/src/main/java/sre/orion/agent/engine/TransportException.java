package sre.orion.agent.engine;

/** TransportException is a call to the engine without an answer; what became of the call is {@link #effect()}. */
public final class TransportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Effect effect;

    /** Effect is what may have happened at the engine. */
    public enum Effect {
        /** The request did not reach the engine, so nothing happened. */
        NOT_SENT,
        /** It may or may not have happened. */
        UNKNOWN
    }

    /** A failure that says what was called, what went wrong, and what to look at. */
    public TransportException(Effect effect, String message) {
        super(message);
        this.effect = effect;
    }

    /** A failure with its cause. */
    public TransportException(Effect effect, String message, Throwable cause) {
        super(message, cause);
        this.effect = effect;
    }

    /** What may have happened at the engine. */
    public Effect effect() {
        return effect;
    }

    /** What went wrong, in one sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
