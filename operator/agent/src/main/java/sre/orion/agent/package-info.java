/** The shell on each node: observes, asks the reconcilers, carries their plans out, and says what it did. */
@NullMarked
package sre.orion.agent;

import org.jspecify.annotations.NullMarked;
