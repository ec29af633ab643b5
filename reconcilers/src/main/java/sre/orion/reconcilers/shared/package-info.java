/** What the reconcilers of several kinds need: verdicts that become conditions, ownership by label, fingerprints. */
@NullMarked
package sre.orion.reconcilers.shared;

import org.jspecify.annotations.NullMarked;
