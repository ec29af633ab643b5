package sre.orion.agent.loop;

import java.util.Collections;
import java.util.SortedMap;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Revision;

/** FileLook is a look at the files of the node on whose content a revision depends. */
@FunctionalInterface
public interface FileLook {
    /** No file at all. */
    FileLook NONE = revision -> Collections.emptySortedMap();

    /** What can be told of each now, by absolute path. */
    SortedMap<String, Observed<FileState>> look(Revision revision);
}
