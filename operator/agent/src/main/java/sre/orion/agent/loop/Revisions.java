package sre.orion.agent.loop;

import java.time.Duration;
import java.util.Optional;
import sre.orion.api.resource.Revision;

/** Revisions is where the loop hears what is wanted. */
public interface Revisions {
    /** The last good revision, read anew; may take a while. Empty: there has never been one, so nothing may be changed. */
    Optional<Revision> read();

    /** How long to wait between two reads. */
    Duration interval();
}
