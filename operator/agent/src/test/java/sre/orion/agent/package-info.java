/** Tests of the commands and of what they print. */
@NullMarked
package sre.orion.agent;

import org.jspecify.annotations.NullMarked;
