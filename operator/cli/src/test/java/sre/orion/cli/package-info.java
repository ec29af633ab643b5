/** What {@code orionctl} prints and ends with, against an operator that a test plays. */
@NullMarked
package sre.orion.cli;

import org.jspecify.annotations.NullMarked;
