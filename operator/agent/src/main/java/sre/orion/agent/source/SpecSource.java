package sre.orion.agent.source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** SpecSource is a place desired state is read from; used by one thread at a time. */
public interface SpecSource extends AutoCloseable {
    /**
     * The state of the source now, read whole or not at all. Blocks for as long as a folder is being written to or a
     * fetch takes; what people wrote wrongly, or a repository that does not answer, is a result, never an exception.
     */
    SourceResult read();

    /**
     * Copies the files of the revision that was loaded last into an empty folder.
     *
     * @throws IOException when they cannot be copied, or are no longer those that were loaded
     */
    void copyTo(Path folder) throws IOException;

    /** Makes the next look read everything anew, although nothing changed: what the specs refer to did. */
    void forget();

    /** The folder that relative paths in the specs are resolved against, absolute. */
    Path base();

    /** How long to wait between two reads. */
    Duration interval();

    /** The source as people named it, secrets masked: for logs and messages. */
    String description();

    @Override
    void close();
}
