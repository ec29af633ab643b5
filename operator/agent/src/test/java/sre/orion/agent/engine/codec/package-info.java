/** What the engine's JSON means, and that nothing is lost on the way there and back. */
@NullMarked
package sre.orion.agent.engine.codec;

import org.jspecify.annotations.NullMarked;
