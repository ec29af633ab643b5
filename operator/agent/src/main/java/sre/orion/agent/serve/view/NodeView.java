package sre.orion.agent.serve.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sre.orion.agent.store.RecordedEvent;
import sre.orion.api.observation.EngineObservation;
import sre.orion.api.resource.ResourceKey;
import sre.orion.api.resource.SourceLocation;
import tools.jackson.databind.JsonNode;

/** NodeView is all that serving may know of the loop; every method answers from memory, at once, on any thread. */
public interface NodeView {
    /** The name of the node, which is the namespace of all that is shown. */
    String node();

    /** When the operator of this node first started with its state directory. */
    Instant created();

    /** Every resource of the current revision with its status, sorted by key; the Node itself is among them. */
    List<ResourceView> resources();

    /** What was last seen of the engine; empty while it does not answer. */
    Optional<EngineObservation> engine();

    /** The engine, for what is not kept in memory; the only thing here that may take its time. */
    Containers containers();

    /** The last few thousand events, oldest first. */
    List<RecordedEvent> events();

    /** Why a resource is as it is, as JSON; empty when there is no such resource. */
    Optional<JsonNode> explanation(ResourceKey key);

    /** What is not as it should be, and what would be done about it, as {@code plan -o json} writes it. */
    JsonNode outlook();

    /** Why the operator is not ready, a sentence each; empty when it is. A broken Service is no reason. */
    List<String> unreadiness();

    /** Up to where earlier starts may have given out resource versions. */
    long reservedVersions();

    /** Writes down up to where this start may give them out. */
    void reserveVersions(long last);

    /**
     * Does what a person asks of a resource, and says so in an event.
     *
     * @param who the person, as far as known
     * @return why it cannot be done; empty when it is
     */
    Optional<String> operate(ResourceKey key, Operation operation, String who);

    /**
     * Says what would become of a document in the specs; reads the last good revision from disk.
     *
     * @param instead where the document begins that it would replace
     */
    Trial tryOut(ResourceKey key, Optional<SourceLocation> instead, String document);

    /** Says yes to the mass deletion with this hash; false when no such deletion waits. */
    boolean approve(String hash);
}
