/** What the engine's side of the shell promises, on a simulated engine, on real ones, and on a peer that misbehaves. */
@NullMarked
package sre.orion.agent.engine;

import org.jspecify.annotations.NullMarked;
