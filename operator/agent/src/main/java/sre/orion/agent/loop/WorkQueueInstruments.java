package sre.orion.agent.loop;

/** WorkQueueInstruments is who counts what happens in a {@link WorkQueue}; called under its lock, so it must be quick. */
public interface WorkQueueInstruments<K> {
    /** A key began to wait. */
    void added(K key);

    /** A key was handed out. */
    void handedOut(K key);

    /** The work on a key ended. */
    void done(K key);

    /** A key is to come back later. */
    void delayed(K key);
}
