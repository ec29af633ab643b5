/** How answers are written for people and programs: tables, YAML, JSON, and kubectl's two template languages. */
@NullMarked
package sre.orion.cli.output;

import org.jspecify.annotations.NullMarked;
