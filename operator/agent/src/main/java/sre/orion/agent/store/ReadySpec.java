package sre.orion.agent.store;

import java.time.Instant;
import sre.orion.api.kind.ServiceSpec;

/**
 * ReadySpec is a spec of a Service that was once ready.
 *
 * @param revision id of the revision it came with
 * @param at when it became ready
 */
public record ReadySpec(long generation, String revision, Instant at, ServiceSpec spec) {}
