/** Tests of the loop, most of them on one thread in virtual time. */
@NullMarked
package sre.orion.agent.loop;

import org.jspecify.annotations.NullMarked;
