/** The command line: offline on spec files, otherwise a client of the operator. */
@NullMarked
package sre.orion.cli;

import org.jspecify.annotations.NullMarked;
