/** The Volume: one of Compose's top-level volumes, created and compared, never changed and never removed. */
@NullMarked
package sre.orion.reconcilers.volume;

import org.jspecify.annotations.NullMarked;
