package sre.orion.agent.serve;

import java.util.List;
import sre.orion.agent.store.RecordedEvent;

/** NodeView is all that serving may know of the loop; every method answers from memory, at once, on any thread. */
public interface NodeView {
    /** The name of the node, which is the namespace of all that is shown. */
    String node();

    /** Every resource of the current revision with its status, sorted by key; the Node itself is among them. */
    List<ResourceView> resources();

    /** The last few thousand events, oldest first. */
    List<RecordedEvent> events();

    /** Why the operator is not ready, a sentence each; empty when it is. A broken Service is no reason. */
    List<String> unreadiness();

    /** Says yes to the mass deletion with this hash; false when no such deletion waits. */
    boolean approve(String hash);
}
