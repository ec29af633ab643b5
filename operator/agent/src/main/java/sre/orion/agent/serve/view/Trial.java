package sre.orion.agent.serve.view;

import java.util.List;
import sre.orion.api.resource.Resource;

/** Trial is what would become of a document if it stood in the specs. */
public sealed interface Trial {
    /** Accepted is a document that may stand there, as the resource it would be. */
    record Accepted(Resource<?> resource) implements Trial {}

    /** Refused is one that may not; each problem with its place. */
    record Refused(List<String> problems) implements Trial {}

    /** Impossible is that nobody can tell now. */
    record Impossible(String why) implements Trial {}
}
