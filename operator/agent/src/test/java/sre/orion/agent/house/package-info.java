/** The rules of the house: who may use whom, what the core must never do, and how long a file may grow. */
@NullMarked
package sre.orion.agent.house;

import org.jspecify.annotations.NullMarked;
