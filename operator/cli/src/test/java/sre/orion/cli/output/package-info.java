/** What templates, tables and ages print, compared with what kubectl prints. */
@NullMarked
package sre.orion.cli.output;

import org.jspecify.annotations.NullMarked;
