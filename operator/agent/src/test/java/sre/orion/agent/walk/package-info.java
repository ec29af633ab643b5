/**
 * Spec walks after Acto: every field of every kind is set, changed, made wrong, put right and taken out again on a running host. The fields come
 * from the records; only what to write into them stands in a table.
 */
@NullMarked
package sre.orion.agent.walk;

import org.jspecify.annotations.NullMarked;
