/** Tests of the look at files. */
@NullMarked
package sre.orion.agent.files;

import org.jspecify.annotations.NullMarked;
