/**
 * The operator as its users run it, a process beside a real engine: what it promises is set up, broken by hand, and looked for on the engine.
 */
@NullMarked
package sre.orion.agent.endtoend;

import org.jspecify.annotations.NullMarked;
