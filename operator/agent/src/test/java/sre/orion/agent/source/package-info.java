/** Folders in the middle of an edit, branches, and the last good revision. */
@NullMarked
package sre.orion.agent.source;

import org.jspecify.annotations.NullMarked;
