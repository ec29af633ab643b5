/**
 * The Compose Specification's service vocabulary in its long syntax, key for key. Short syntax becomes long in the
 * loader, once; everybody else sees only these records. Absent scalars are null, absent collections empty; where
 * Compose tells an absent list from an empty one (command, entrypoint) the component is nullable.
 */
@NullMarked
package sre.orion.api.compose;

import org.jspecify.annotations.NullMarked;
