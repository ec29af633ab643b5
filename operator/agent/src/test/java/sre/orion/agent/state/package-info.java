/** Who may use a state directory. */
@NullMarked
package sre.orion.agent.state;

import org.jspecify.annotations.NullMarked;
