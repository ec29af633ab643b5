package sre.orion.agent.source;

import java.time.Duration;

/** SpecSource is a place desired state is read from; used by one thread at a time. */
public interface SpecSource extends AutoCloseable {
    /**
     * The state of the source now, read whole or not at all. Blocks for as long as a folder is being written to or a
     * fetch takes; what people wrote wrongly, or a repository that does not answer, is a result, never an exception.
     */
    SourceResult read();

    /** How long to wait between two reads. */
    Duration interval();

    /** The source as people named it, secrets masked: for logs and messages. */
    String description();

    @Override
    void close();
}
