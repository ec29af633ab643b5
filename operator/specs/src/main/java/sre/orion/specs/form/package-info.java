/** The forms a value may take: each reads YAML into the long form of a record and describes itself as JSON Schema. */
@NullMarked
package sre.orion.specs.form;

import org.jspecify.annotations.NullMarked;
