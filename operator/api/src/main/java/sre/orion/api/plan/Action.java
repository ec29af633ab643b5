package sre.orion.api.plan;

/**
 * Action is one call on one port, as data. Ports are the engine today; host commands, HTTP and files come with the kinds
 * that need them.
 */
public sealed interface Action permits EngineAction {
    /** What the action works on, as people know it: a container's, network's or volume's name, or an image. */
    String target();

    /** Whether something is stopped, changed for good or removed, so that it never goes without a precondition. */
    boolean destructive();

    /** The name of the action, verb and noun: {@code StopContainer}. */
    default String verb() {
        return getClass().getSimpleName();
    }
}
