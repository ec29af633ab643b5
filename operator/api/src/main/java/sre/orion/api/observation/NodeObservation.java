package sre.orion.api.observation;

import java.util.SortedMap;
import sre.orion.api.Immutable;
import sre.orion.api.resource.Revision;

/**
 * NodeObservation is what the reconcilers of a node see: the whole revision, as resources name each other, and the engine.
 *
 * @param engine unknown while it does not answer
 * @param renderFolder absolute path of the folder of rendered Compose files, for Compose's labels
 * @param files the files of the node on whose content Services depend, by absolute path; those without a state yet are not
 *     in it
 */
public record NodeObservation(
        Revision revision,
        Observed<EngineObservation> engine,
        String renderFolder,
        SortedMap<String, Observed<FileState>> files) {
    public NodeObservation {
        files = Immutable.map(files);
    }

    /** An observation of a revision that depends on no file. */
    public NodeObservation(Revision revision, Observed<EngineObservation> engine, String renderFolder) {
        this(revision, engine, renderFolder, Immutable.map(null));
    }
}
