package sre.orion.agent.loop;

import java.util.SortedSet;
import sre.orion.api.Immutable;
import sre.orion.api.kind.NodeSpec;
import sre.orion.api.resource.Kind;
import sre.orion.api.resource.Metadata;
import sre.orion.api.resource.Resource;
import sre.orion.api.resource.SourceLocation;

/** NodeResource is the node as a resource: it has no file, and all it is told is which mass deletions were approved. */
public final class NodeResource {
    private NodeResource() {}

    /** The resource of the node of this name. */
    public static Resource<NodeSpec> of(String node, SortedSet<String> approvals) {
        var metadata = new Metadata(node, node, Immutable.map(null), Immutable.map(null), 1);
        return new Resource<>(Kind.NODE, metadata, new NodeSpec(approvals), new SourceLocation("", 0, 0));
    }
}
