/** Values that nobody may read but the container they are meant for, and their names, which anybody may. */
@NullMarked
package sre.orion.api.secret;

import org.jspecify.annotations.NullMarked;
