/** The files of the node on whose content Services depend. */
@NullMarked
package sre.orion.agent.files;

import org.jspecify.annotations.NullMarked;
