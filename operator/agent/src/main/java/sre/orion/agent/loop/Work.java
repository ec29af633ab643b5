package sre.orion.agent.loop;

import sre.orion.api.resource.ResourceKey;

/** Work is what waits in the loop's queue. */
public sealed interface Work {
    /** One pass over one resource. */
    record Pass(ResourceKey key) implements Work {}

    /** A full look at the engine, then a pass over everything. */
    record Resync() implements Work {}
}
