/**
 * The loop: keys wait in a {@link sre.orion.agent.loop.WorkQueue}, {@link sre.orion.agent.loop.Controller#reconcileOnce}
 * takes one through a pass, and the {@link sre.orion.agent.loop.Executor} carries its plan out. Nothing in it starts a
 * thread or reads a clock except {@link sre.orion.agent.loop.LoopThreads}, so that one thread can drive all of it in
 * virtual time.
 */
@NullMarked
package sre.orion.agent.loop;

import org.jspecify.annotations.NullMarked;
