/**
 * Compose projects taken over: the spec files that stand for one, short and with its comments, and what a person must
 * know of what changed on the way.
 */
@NullMarked
package sre.orion.specs.imports;

import org.jspecify.annotations.NullMarked;
