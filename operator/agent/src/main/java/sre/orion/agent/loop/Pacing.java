package sre.orion.agent.loop;

import java.time.InstantSource;

/** Pacing is what all parts of the loop live by: what waits, what time it is, and who listens. */
public record Pacing(WorkQueue<Work> queue, InstantSource clock, LoopListener listener) {}
