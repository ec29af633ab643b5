/** What a node remembers, and what a torn or damaged file costs. */
@NullMarked
package sre.orion.agent.store;

import org.jspecify.annotations.NullMarked;
