/** What the loader takes, what it refuses and in which words. */
@NullMarked
package sre.orion.specs;

import org.jspecify.annotations.NullMarked;
