package sre.orion.api.observation;

import sre.orion.api.resource.Revision;

/**
 * NodeObservation is what the reconcilers of a node see: the whole revision, as resources name each other, and the engine.
 *
 * @param engine unknown while it does not answer
 * @param renderFolder absolute path of the folder of rendered Compose files, for Compose's labels
 */
public record NodeObservation(Revision revision, Observed<EngineObservation> engine, String renderFolder) {}
