package sre.orion.agent.serve.store;

/** ExpiredException is a version that is no longer kept; the reader must list anew. */
public final class ExpiredException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A refusal that names both versions. */
    public ExpiredException(long asked, long oldest) {
        super("too old resource version: " + asked + " (" + oldest + ")");
    }
}
