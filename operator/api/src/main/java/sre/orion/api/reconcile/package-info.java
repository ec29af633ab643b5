/** The contract between the pure core and the shell: what a reconciler is given and what it gives back. */
@NullMarked
package sre.orion.api.reconcile;

import org.jspecify.annotations.NullMarked;
