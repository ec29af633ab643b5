/** The secrets of a node: the file they stand in, the references that specs make, and what counts as one in a Compose file. */
@NullMarked
package sre.orion.specs.secret;

import org.jspecify.annotations.NullMarked;
