/** The node itself: what no spec names any more is removed if Orion made it, and reported if Compose did. */
@NullMarked
package sre.orion.reconcilers.node;

import org.jspecify.annotations.NullMarked;
