package sre.orion.agent.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.observation.FileState;
import sre.orion.api.observation.NodeObservation;
import sre.orion.api.observation.Observed;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.Revision;

/** World is a revision together with what was seen of the engine for it: what all passes of a moment share. */
record World(NodeObservation observation, Neighbours neighbours) {

    /** A revision of which nothing has been seen yet. */
    static World of(Revision revision, String renderFolder) {
        Observed<EngineObservation> nothing = new Observed.Unknown<>("the engine has not been asked yet");
        return new World(new NodeObservation(revision, nothing, renderFolder), new Neighbours(revision));
    }

    Revision revision() {
        return observation.revision();
    }

    /** Whether both are of the same revision, taken in once. */
    boolean isOf(World other) {
        return neighbours.equals(other.neighbours);
    }

    World with(Observed<EngineObservation> engine) {
        return new World(
                new NodeObservation(revision(), engine, observation.renderFolder(), observation.files()), neighbours);
    }

    World with(SortedMap<String, Observed<FileState>> files) {
        return new World(
                new NodeObservation(revision(), observation.engine(), observation.renderFolder(), files), neighbours);
    }

    boolean engineAnswers() {
        return observation.engine().present().isPresent();
    }

    /** The key of the node itself. */
    ResourceKey node() {
        return new ResourceKey(Kind.NODE, revision().node(), revision().node());
    }

    /** All resources, the node last. */
    List<Resource<?>> resources() {
        var resources = new ArrayList<Resource<?>>(revision().resources().values());
        resources.add(NodeResource.of(revision().node(), Collections.emptySortedSet()));
        return resources;
    }

    /** The keys that a full pass goes over, in its order. */
    SortedSet<ResourceKey> keys() {
        var keys = new TreeSet<>(revision().resources().keySet());
        keys.add(node());
        return Collections.unmodifiableSortedSet(keys);
    }

    /** A resource and those that look at it. */
    SortedSet<ResourceKey> around(ResourceKey key) {
        var keys = new TreeSet<>(neighbours.dependents(key));
        keys.add(key);
        return keys;
    }
}
